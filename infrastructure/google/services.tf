# One service for each type, which sleeps while there is nothing to do, and one for the API, which doesn't.
locals {
  # What the program tells Cloud Tasks to wait for an answer: the timeout and 30 s, between 15 s and 30 min.
  deadlines = { for name, type in var.task_types : name => min(1800, max(15, type.timeout + 30)) }

  # For whom a queue's tokens are; known before there is a service that could have a URL.
  audiences = { for name in keys(var.task_types) : name => "https://${var.prefix}-${name}.functions.internal" }

  functions = {
    for name, type in var.task_types : name => {
      audiences     = [local.audiences[name]]
      awake         = false
      concurrency   = type.concurrency
      cpu           = type.cpu
      environment   = { GOROUTINE_POOL_SIZE = tostring(type.concurrency), HANDOFF_SERVE = name }
      ingress       = "INGRESS_TRAFFIC_INTERNAL_ONLY"
      max_instances = type.max_instances
      memory        = type.memory
      min_instances = type.min_instances
      pool          = type.pool
      # Longer than the queue waits, so that it is never Cloud Run that hangs up.
      timeout = local.deadlines[name] + 10
    }
  }

  api = merge(var.api, {
    audiences   = length(var.schedules) == 0 ? [] : [local.scheduler_audience]
    awake       = true
    environment = merge(local.callers, local.event_environment, local.scheduler_environment)
    ingress     = "INGRESS_TRAFFIC_ALL"
    timeout     = 300
  })

  services = merge(local.functions, { api = local.api })
}

resource "google_cloud_run_v2_service" "services" {
  for_each = local.services

  project             = var.project
  name                = "${var.prefix}-${each.key}"
  location            = var.region
  custom_audiences    = each.value.audiences
  deletion_protection = false
  ingress             = each.value.ingress

  template {
    max_instance_request_concurrency = each.value.concurrency
    service_account                  = google_service_account.program.email
    timeout                          = "${each.value.timeout}s"

    containers {
      image = var.image
      args  = ["serve"]

      dynamic "env" {
        for_each = merge(var.settings, local.environment, each.value.environment, { DB_POOL_SIZE = tostring(each.value.pool) })

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

      ports {
        container_port = 8080
      }

      resources {
        cpu_idle          = !each.value.awake
        startup_cpu_boost = true

        limits = {
          cpu    = each.value.cpu
          memory = each.value.memory
        }
      }

      startup_probe {
        failure_threshold = 30
        period_seconds    = 2
        timeout_seconds   = 2

        http_get {
          path = "/q/health/started"
        }
      }

      # An instance that is denied the processor between requests can't sweep, and would seem to be stuck.
      dynamic "liveness_probe" {
        for_each = each.value.awake ? ["/q/health/live"] : []

        content {
          failure_threshold = 3
          period_seconds    = 20
          timeout_seconds   = 5

          http_get {
            path = liveness_probe.value
          }
        }
      }
    }

    scaling {
      max_instance_count = each.value.max_instances
      min_instance_count = each.value.min_instances
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

resource "google_cloud_run_v2_service_iam_member" "invoker" {
  for_each = var.task_types

  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_service.services[each.key].name
  role     = "roles/run.invoker"
  member   = google_service_account.invoker[each.key].member
}

resource "google_cloud_run_v2_service_iam_member" "api" {
  for_each = setunion(var.api.invokers, var.api.public ? ["allUsers"] : [])

  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_service.services["api"].name
  role     = "roles/run.invoker"
  member   = each.value
}
