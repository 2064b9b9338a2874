# pgvector comes with Cloud SQL; a migration that needs it says CREATE EXTENSION vector, which the user below may.
resource "google_sql_database_instance" "postgres" {
  project             = var.project
  name                = var.prefix
  region              = var.region
  database_version    = var.database.version
  deletion_protection = var.database.protected

  settings {
    availability_type           = var.database.availability
    deletion_protection_enabled = var.database.protected
    disk_autoresize             = true
    disk_size                   = var.database.disk_gb
    edition                     = "ENTERPRISE"
    tier                        = var.database.tier

    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
      start_time                     = "02:00"
    }

    database_flags {
      name  = "max_connections"
      value = tostring(var.database.max_connections)
    }

    insights_config {
      query_insights_enabled = true
    }

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.network.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
  }

  depends_on = [google_service_networking_connection.services]
}

resource "google_sql_database" "handoff" {
  project  = var.project
  name     = "handoff"
  instance = google_sql_database_instance.postgres.name
}

# As whom instances work. It owns no table, and of the audit log it may read and add to it.
resource "google_sql_user" "handoff" {
  project  = var.project
  name     = "handoff"
  instance = google_sql_database_instance.postgres.name

  # Read back, so that an apply that failed halfway goes on with the password that is stored already.
  password_wo         = regex("://[^:]+:([^@]+)@", ephemeral.google_secret_manager_secret_version.database_url.secret_data)[0]
  password_wo_version = var.secrets_version
}

ephemeral "google_secret_manager_secret_version" "database_url" {
  secret  = google_secret_manager_secret_version.database_url.secret
  version = google_secret_manager_secret_version.database_url.version
}

# As whom the migration works, which makes the tables and lets the other one use them.
resource "google_sql_user" "owner" {
  project  = var.project
  name     = "handoff-owner"
  instance = google_sql_database_instance.postgres.name

  password_wo         = regex("://[^:]+:([^@]+)@", ephemeral.google_secret_manager_secret_version.owner.secret_data)[0]
  password_wo_version = var.secrets_version
}

ephemeral "google_secret_manager_secret_version" "owner" {
  secret  = google_secret_manager_secret_version.owner.secret
  version = google_secret_manager_secret_version.owner.version
}
