locals {
  # One chart: what is shown, by which label, and how its series are added up.
  _charts = [
    { title = "Tasks done, by type", filter = "metric.type=\"${local._metric.successes}\"", by = "metric.label.type", align = "ALIGN_RATE", reduce = "REDUCE_SUM" },
    { title = "Attempts to be tried again, by type", filter = "metric.type=\"${local._metric.retries}\"", by = "metric.label.type", align = "ALIGN_RATE", reduce = "REDUCE_SUM" },
    { title = "Dead tasks, by type", filter = "metric.type=\"${local._metric.dead_tasks}\"", by = "metric.label.type", align = "ALIGN_DELTA", reduce = "REDUCE_SUM" },
    { title = "Wait before an attempt, 99 %, s", filter = "metric.type=\"${local._metric.wait}\"", by = "metric.label.type", align = "ALIGN_DELTA", reduce = "REDUCE_PERCENTILE_99" },
    { title = "Tasks in queues", filter = "metric.type=\"cloudtasks.googleapis.com/queue/depth\" resource.type=\"cloud_tasks_queue\"", by = "resource.label.queue_id", align = "ALIGN_MEAN", reduce = "REDUCE_SUM" },
    { title = "Instances, by service", filter = "metric.type=\"run.googleapis.com/container/instance_count\" resource.type=\"cloud_run_revision\"", by = "resource.label.service_name", align = "ALIGN_MAX", reduce = "REDUCE_SUM" },
    { title = "Answers of 5xx, by service", filter = "metric.type=\"run.googleapis.com/request_count\" resource.type=\"cloud_run_revision\" metric.label.response_code_class=\"5xx\"", by = "resource.label.service_name", align = "ALIGN_RATE", reduce = "REDUCE_SUM" },
    { title = "Connections of the database", filter = "metric.type=\"cloudsql.googleapis.com/database/postgresql/num_backends\" resource.type=\"cloudsql_database\"", by = "resource.label.database_id", align = "ALIGN_MEAN", reduce = "REDUCE_SUM" },
  ]
}

resource "google_monitoring_dashboard" "handoff" {
  project = var.project

  dashboard_json = jsonencode({
    displayName = var.prefix
    mosaicLayout = {
      columns = 12
      tiles = [
        for place, chart in local._charts : {
          height = 4
          width  = 6
          xPos   = 6 * (place % 2)
          yPos   = 4 * floor(place / 2)
          widget = {
            title = chart.title
            xyChart = {
              dataSets = [{
                plotType = "LINE"
                timeSeriesQuery = {
                  timeSeriesFilter = {
                    filter = chart.filter
                    aggregation = {
                      alignmentPeriod    = "60s"
                      crossSeriesReducer = chart.reduce
                      groupByFields      = [chart.by]
                      perSeriesAligner   = chart.align
                    }
                  }
                }
              }]
            }
          }
        }
      ]
    }
  })

  depends_on = [google_logging_metric.counted, google_logging_metric.wait]
}
