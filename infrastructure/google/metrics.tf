# Metrics of what the program logs. Its events are fields of their own: jsonPayload.event and the values beside it.
locals {
  _from_program = "(resource.type=\"cloud_run_revision\" OR resource.type=\"cloud_run_worker_pool\") AND resource.labels.location=\"${var.region}\""

  # By the end of the metric's name; those of tasks know the type.
  counted = {
    dead_events  = { event = "event.dead", typed = false }
    dead_letters = { event = "rabbitmq.dead_lettered", typed = false }
    dead_tasks   = { event = "task.dead", typed = true }
    dispatch     = { event = "tasks.enqueue_http_task.create_task_failed", typed = true }
    retries      = { event = "task.retrying", typed = true }
    successes    = { event = "task.succeeded", typed = true }
  }
}

resource "google_logging_metric" "counted" {
  for_each = local.counted

  project     = var.project
  name        = "${var.prefix}/${each.key}"
  description = "How often event=${each.value.event} was logged."
  filter      = "${local._from_program} AND jsonPayload.event=\"${each.value.event}\""

  label_extractors = each.value.typed ? { type = "EXTRACT(jsonPayload.type)" } : {}

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"

    dynamic "labels" {
      for_each = each.value.typed ? ["type"] : []

      content {
        key        = labels.value
        value_type = "STRING"
      }
    }
  }

  depends_on = [google_project_service.apis]
}

resource "google_logging_metric" "wait" {
  project         = var.project
  name            = "${var.prefix}/wait"
  description     = "How long tasks had been due when an attempt began."
  filter          = "${local._from_program} AND jsonPayload.event=\"task.started\""
  value_extractor = "REGEXP_EXTRACT(jsonPayload.waited, \"^([0-9.]+)s$\")"

  label_extractors = { type = "EXTRACT(jsonPayload.type)" }

  bucket_options {
    exponential_buckets {
      growth_factor      = 2
      num_finite_buckets = 30
      scale              = 0.01
    }
  }

  metric_descriptor {
    metric_kind = "DELTA"
    unit        = "s"
    value_type  = "DISTRIBUTION"

    labels {
      key        = "type"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.apis]
}
