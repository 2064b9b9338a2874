locals {
  # By the program's variable that carries it.
  secrets = toset(concat(
    ["DATABASE_URL", "HANDOFF_API_KEY", "TASKS_AUTH"],
    var.rabbitmq == null ? [] : ["MQ_PASSWORD"],
    var.redis == null ? [] : ["REDIS_URL"],
  ))
}

resource "google_secret_manager_secret" "secrets" {
  for_each = local.secrets

  project   = var.project
  secret_id = "${var.prefix}-${lower(replace(trimprefix(each.key, "HANDOFF_"), "_", "-"))}"

  replication {
    auto {}
  }

  depends_on = [google_project_service.apis]
}

# Of the role that owns the tables. The migration alone may read it, and no instance.
resource "google_secret_manager_secret" "owner" {
  project   = var.project
  secret_id = "${var.prefix}-owner-database-url"

  replication {
    auto {}
  }

  depends_on = [google_project_service.apis]
}

# Letters and digits alone, which need no escaping in a URL or a header.
ephemeral "random_password" "database" {
  length  = 40
  special = false
}

ephemeral "random_password" "owner" {
  length  = 40
  special = false
}

ephemeral "random_password" "api_key" {
  length  = 40
  special = false
}

ephemeral "random_password" "tasks_auth" {
  length  = 40
  special = false
}

# Old versions stay: instances that run already may need theirs once more.
resource "google_secret_manager_secret_version" "database_url" {
  deletion_policy        = "ABANDON"
  secret                 = google_secret_manager_secret.secrets["DATABASE_URL"].id
  secret_data_wo         = "postgresql://handoff:${ephemeral.random_password.database.result}@${google_sql_database_instance.postgres.private_ip_address}:5432/handoff?sslmode=require"
  secret_data_wo_version = var.secrets_version

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_secret_manager_secret_version" "owner" {
  deletion_policy        = "ABANDON"
  secret                 = google_secret_manager_secret.owner.id
  secret_data_wo         = "postgresql://handoff-owner:${ephemeral.random_password.owner.result}@${google_sql_database_instance.postgres.private_ip_address}:5432/handoff?sslmode=require"
  secret_data_wo_version = var.secrets_version

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_secret_manager_secret_version" "api_key" {
  deletion_policy        = "ABANDON"
  secret                 = google_secret_manager_secret.secrets["HANDOFF_API_KEY"].id
  secret_data_wo         = ephemeral.random_password.api_key.result
  secret_data_wo_version = var.secrets_version

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_secret_manager_secret_version" "tasks_auth" {
  deletion_policy        = "ABANDON"
  secret                 = google_secret_manager_secret.secrets["TASKS_AUTH"].id
  secret_data_wo         = ephemeral.random_password.tasks_auth.result
  secret_data_wo_version = var.secrets_version

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_secret_manager_secret_version" "mq_password" {
  for_each = setintersection(local.secrets, ["MQ_PASSWORD"])

  deletion_policy        = "ABANDON"
  secret                 = google_secret_manager_secret.secrets[each.key].id
  secret_data_wo         = var.mq_password
  secret_data_wo_version = var.mq_password_version

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_secret_manager_secret_version" "redis_url" {
  for_each = google_redis_instance.redis

  deletion_policy        = "ABANDON"
  secret                 = google_secret_manager_secret.secrets["REDIS_URL"].id
  secret_data_wo         = "rediss://:${each.value.auth_string}@${each.value.host}:${each.value.port}/0"
  secret_data_wo_version = var.secrets_version

  lifecycle {
    create_before_destroy = true
  }
}
