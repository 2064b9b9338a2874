locals {
  _metric = { for name in concat(keys(local.counted), ["wait"]) : name => "logging.googleapis.com/user/${var.prefix}/${name}" }

  # What a person has to do is said where the alert is read.
  _remedies = {
    dead   = "A task was given up. ./handoff list --state DEAD shows which, GET /api/tasks/{id} why; mend the cause, then ./handoff retry ID."
    errors = "The service answers 5xx: look at its log. Nothing is lost, the queue tries again."
    wait   = "Tasks wait too long for a free instance, or nobody takes them: raise max_instances or rate, look whether the queue is paused, and ask ./handoff doctor."
  }
}

resource "google_monitoring_alert_policy" "dead" {
  for_each = var.task_types

  project               = var.project
  display_name          = "${var.prefix} ${each.key}: dead tasks"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = "tasks given up within five minutes"

    condition_threshold {
      filter          = "metric.type=\"${local._metric.dead_tasks}\" AND metric.labels.type=\"${each.key}\" AND resource.type=\"cloud_run_revision\""
      comparison      = "COMPARISON_GT"
      duration        = "0s"
      threshold_value = each.value.alert.dead

      aggregations {
        alignment_period     = "300s"
        cross_series_reducer = "REDUCE_SUM"
        per_series_aligner   = "ALIGN_SUM"
      }
    }
  }

  documentation {
    content = local._remedies.dead
  }

  depends_on = [google_logging_metric.counted]
}

resource "google_monitoring_alert_policy" "wait" {
  for_each = var.task_types

  project               = var.project
  display_name          = "${var.prefix} ${each.key}: oldest waiting task"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = "attempts began too late"

    condition_threshold {
      filter          = "metric.type=\"${local._metric.wait}\" AND metric.labels.type=\"${each.key}\" AND resource.type=\"cloud_run_revision\""
      comparison      = "COMPARISON_GT"
      duration        = "0s"
      threshold_value = each.value.alert.wait_seconds

      aggregations {
        alignment_period     = "300s"
        cross_series_reducer = "REDUCE_PERCENTILE_99"
        per_series_aligner   = "ALIGN_DELTA"
      }
    }
  }

  documentation {
    content = local._remedies.wait
  }

  depends_on = [google_logging_metric.wait]
}

# A wait is known only when it is over, so a queue counts too that holds tasks and brings none. What runs is in the queue
# until it is answered, so the time that it may take comes on top. A condition in PromQL wants a policy of its own.
resource "google_monitoring_alert_policy" "stuck" {
  for_each = google_cloud_tasks_queue.types

  project               = var.project
  display_name          = "${var.prefix} ${each.key}: stuck queue"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = "tasks wait and none is called for"

    condition_prometheus_query_language {
      duration            = "0s"
      evaluation_interval = "60s"
      query = join(" ", [
        "min_over_time(cloudtasks_googleapis_com:queue_depth{monitored_resource=\"cloud_tasks_queue\",queue_id=\"${each.value.name}\"}[${var.task_types[each.key].alert.wait_seconds + local.deadlines[each.key]}s]) > 0",
        "unless on()",
        "sum(increase(cloudtasks_googleapis_com:queue_task_attempt_count{monitored_resource=\"cloud_tasks_queue\",queue_id=\"${each.value.name}\"}[${var.task_types[each.key].alert.wait_seconds + local.deadlines[each.key]}s])) > 0",
      ])
    }
  }

  documentation {
    content = local._remedies.wait
  }
}

resource "google_monitoring_alert_policy" "errors" {
  for_each = google_cloud_run_v2_service.services

  project               = var.project
  display_name          = "${each.value.name}: errors"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = "answers of 5xx within five minutes"

    condition_threshold {
      filter          = "metric.type=\"run.googleapis.com/request_count\" AND metric.labels.response_code_class=\"5xx\" AND resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${each.value.name}\""
      comparison      = "COMPARISON_GT"
      duration        = "0s"
      threshold_value = try(var.task_types[each.key].alert.errors, 5)

      aggregations {
        alignment_period     = "300s"
        cross_series_reducer = "REDUCE_SUM"
        per_series_aligner   = "ALIGN_SUM"
      }
    }
  }

  documentation {
    content = local._remedies.errors
  }
}
