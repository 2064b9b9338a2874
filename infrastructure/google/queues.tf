# A task that was answered is done with, so a queue retries what was not: crashes, and instances that are full.
resource "google_cloud_tasks_queue" "types" {
  for_each = local.functions

  project  = var.project
  name     = "${local.queue_prefix}${each.key}"
  location = var.region

  http_target {
    http_method = "POST"

    oidc_token {
      audience              = local.audiences[each.key]
      service_account_email = google_service_account.invoker[each.key].email
    }

    uri_override {
      host                      = trimprefix(google_cloud_run_v2_service.services[each.key].uri, "https://")
      scheme                    = "HTTPS"
      uri_override_enforce_mode = "ALWAYS"
    }
  }

  rate_limits {
    max_concurrent_dispatches = each.value.max_instances * each.value.concurrency
    max_dispatches_per_second = var.task_types[each.key].rate
  }

  # Attempts are counted by the program, which gives up by itself and answers all the same.
  retry_config {
    max_attempts  = -1
    max_backoff   = "60s"
    max_doublings = 6
    min_backoff   = "1s"
  }

  stackdriver_logging_config {
    sampling_ratio = 1
  }

  depends_on = [google_project_service.apis]
}
