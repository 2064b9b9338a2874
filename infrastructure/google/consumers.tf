# Messages of RabbitMQ wake nobody: whoever listens must stay up, and needs no address. That is a worker pool.
resource "google_cloud_run_v2_worker_pool" "consumers" {
  for_each = var.rabbitmq == null ? {} : { rabbitmq = var.consumers }

  project             = var.project
  name                = "${var.prefix}-consumers"
  location            = var.region
  deletion_protection = false
  launch_stage        = "BETA"

  scaling {
    manual_instance_count = each.value.instances
  }

  template {
    service_account = google_service_account.program.email

    containers {
      image = var.image
      args  = ["serve"]

      dynamic "env" {
        for_each = merge(
          var.settings,
          local.environment,
          { DB_POOL_SIZE = tostring(each.value.pool), GOROUTINE_POOL_SIZE = tostring(each.value.attempts) },
          length(each.value.types) == 0 ? {} : { HANDOFF_SERVE = join(",", each.value.types) },
        )

        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = local.secret_environment

        content {
          name = env.key

          value_source {
            secret_key_ref {
              secret  = env.value.secret
              version = env.value.version
            }
          }
        }
      }

      resources {
        limits = {
          cpu    = each.value.cpu
          memory = each.value.memory
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

  depends_on = [
    google_secret_manager_secret_iam_member.further,
    google_secret_manager_secret_iam_member.program,
    google_sql_database.handoff,
    google_sql_user.handoff,
  ]
}
