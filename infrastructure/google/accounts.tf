# What the program runs as.
resource "google_service_account" "program" {
  project      = var.project
  account_id   = "${var.prefix}-program"
  display_name = "Handoff's instances"

  depends_on = [google_project_service.apis]
}

# What the migration runs as, the only one that can read the password of the tables' owner.
resource "google_service_account" "migration" {
  project      = var.project
  account_id   = "${var.prefix}-migration"
  display_name = "Handoff's migration"

  depends_on = [google_project_service.apis]
}

# As whom a type's queue calls its service, and no other.
resource "google_service_account" "invoker" {
  for_each = var.task_types

  project      = var.project
  account_id   = "${var.prefix}-${coalesce(each.value.account, each.key)}"
  display_name = "Calls ${each.key} for its queue"

  depends_on = [google_project_service.apis]
}

# On what it is given to use, and nothing else in the project.
resource "google_storage_bucket_iam_member" "program" {
  bucket = google_storage_bucket.files.name
  role   = "roles/storage.objectUser"
  member = google_service_account.program.member
}

resource "google_secret_manager_secret_iam_member" "program" {
  for_each = local.secrets

  project   = var.project
  secret_id = google_secret_manager_secret.secrets[each.key].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.program.member
}

resource "google_secret_manager_secret_iam_member" "migration" {
  project   = var.project
  secret_id = google_secret_manager_secret.owner.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.migration.member
}

resource "google_secret_manager_secret_iam_member" "further" {
  for_each = var.secrets

  project   = var.project
  secret_id = each.value
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.program.member
}

# Handlers submit tasks too, so every instance rings.
resource "google_cloud_tasks_queue_iam_member" "program" {
  for_each = google_cloud_tasks_queue.types

  project  = var.project
  location = each.value.location
  name     = each.value.name
  role     = "roles/cloudtasks.enqueuer"
  member   = google_service_account.program.member
}

# To ask whether a queue still has a doorbell that nobody came for.
resource "google_cloud_tasks_queue_iam_member" "reader" {
  for_each = google_cloud_tasks_queue.types

  project  = var.project
  location = each.value.location
  name     = each.value.name
  role     = "roles/cloudtasks.viewer"
  member   = google_service_account.program.member
}
