resource "google_project_service" "apis" {
  for_each = toset(concat(
    var.redis == null ? [] : ["redis.googleapis.com"],
    var.events.uploads == null ? [] : ["eventarc.googleapis.com"],
    length(var.schedules) == 0 ? [] : ["cloudscheduler.googleapis.com"],
    length(local.events) == 0 ? [] : ["pubsub.googleapis.com"],
    [
      "artifactregistry.googleapis.com",
      "cloudtasks.googleapis.com",
      "compute.googleapis.com",
      "iam.googleapis.com",
      "logging.googleapis.com",
      "monitoring.googleapis.com",
      "run.googleapis.com",
      "secretmanager.googleapis.com",
      "servicenetworking.googleapis.com",
      "sqladmin.googleapis.com",
      "storage.googleapis.com",
    ],
  ))

  project            = var.project
  service            = each.value
  disable_on_destroy = false
}
