# Brings the database to what the image needs; executed before the services get it.
resource "google_cloud_run_v2_job" "migrate" {
  project             = var.project
  name                = "${var.prefix}-migrate"
  location            = var.region
  deletion_protection = false

  template {
    template {
      # Forward only, and each migration happens once, so trying again is safe.
      max_retries     = 3
      service_account = google_service_account.migration.email
      timeout         = "1800s"

      containers {
        image = var.image
        args  = ["migrate", "--grant-to", google_sql_user.handoff.name]

        env {
          name  = "APP_ENV"
          value = "production"
        }

        env {
          name = "DATABASE_URL"

          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.owner.secret_id
              version = google_secret_manager_secret_version.owner.version
            }
          }
        }
      }

      vpc_access {
        egress = "PRIVATE_RANGES_ONLY"

        network_interfaces {
          network    = google_compute_network.network.id
          subnetwork = google_compute_subnetwork.instances.id
        }
      }
    }
  }

  depends_on = [
    google_secret_manager_secret_iam_member.migration,
    google_sql_database.handoff,
    google_sql_user.owner,
  ]
}
