# What begins tasks by itself: recordings that are uploaded, and messages of Pub/Sub. Both are brought to the API by one
# account, which may do nothing else there.
locals {
  uploads  = var.events.uploads == null ? {} : { uploads = var.events.uploads }
  messages = var.events.messages == null ? {} : { messages = var.events.messages }
  events   = length(local.uploads) + length(local.messages) == 0 ? {} : { events = "${var.prefix}-events" }

  # Of the API alone.
  event_environment = { for folder in local.uploads : "HANDOFF_INPUT" => "gs://${google_storage_bucket.files.name}/${folder}" }
}

resource "google_service_account" "events" {
  for_each = local.events

  project      = var.project
  account_id   = each.value
  display_name = "Brings events to the API"

  depends_on = [google_project_service.apis]
}

resource "google_cloud_run_v2_service_iam_member" "events" {
  for_each = google_service_account.events

  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_service.services["api"].name
  role     = "roles/run.invoker"
  member   = each.value.member
}

# Eventarc wants these two on the project.
resource "google_project_iam_member" "receiver" {
  for_each = local.uploads

  project = var.project
  role    = "roles/eventarc.eventReceiver"
  member  = google_service_account.events["events"].member
}

resource "google_project_iam_member" "storage" {
  for_each = local.uploads

  project = var.project
  role    = "roles/pubsub.publisher"
  member  = "serviceAccount:service-${google_storage_bucket.files.project_number}@gs-project-accounts.iam.gserviceaccount.com"
}

# All of the bucket's; the program leaves alone what is not in its input.
resource "google_eventarc_trigger" "uploads" {
  for_each = local.uploads

  project                 = var.project
  name                    = "${var.prefix}-uploads"
  location                = var.region
  event_data_content_type = "application/json"
  service_account         = google_service_account.events["events"].email

  matching_criteria {
    attribute = "type"
    value     = "google.cloud.storage.object.v1.finalized"
  }

  matching_criteria {
    attribute = "bucket"
    value     = google_storage_bucket.files.name
  }

  destination {
    cloud_run_service {
      path    = "/api/cloudevents"
      region  = var.region
      service = google_cloud_run_v2_service.services["api"].name
    }
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.events,
    google_project_iam_member.receiver,
    google_project_iam_member.storage,
  ]
}

resource "google_pubsub_topic" "tasks" {
  for_each = local.messages

  project = var.project
  name    = "${var.prefix}-tasks"

  depends_on = [google_project_service.apis]
}

# What doesn't tell which task it asks for, for a person to look at.
resource "google_pubsub_topic" "refused" {
  for_each = local.messages

  project = var.project
  name    = "${var.prefix}-tasks-refused"

  depends_on = [google_project_service.apis]
}

resource "google_pubsub_topic_iam_member" "publishers" {
  for_each = toset(flatten([for messages in local.messages : tolist(messages.publishers)]))

  project = var.project
  topic   = google_pubsub_topic.tasks["messages"].name
  role    = "roles/pubsub.publisher"
  member  = each.value
}

resource "google_pubsub_subscription" "tasks" {
  for_each = local.messages

  project                    = var.project
  name                       = "${var.prefix}-tasks"
  topic                      = google_pubsub_topic.tasks[each.key].id
  ack_deadline_seconds       = 60
  message_retention_duration = "604800s"

  # Not to be forgotten while nobody publishes.
  expiration_policy {
    ttl = ""
  }

  push_config {
    push_endpoint = "${google_cloud_run_v2_service.services["api"].uri}/api/pubsub"

    oidc_token {
      audience              = google_cloud_run_v2_service.services["api"].uri
      service_account_email = google_service_account.events["events"].email
    }
  }

  # The last of these attempts comes some hours after the first, longer than the API should ever be away.
  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.refused[each.key].id
    max_delivery_attempts = 50
  }

  retry_policy {
    maximum_backoff = "600s"
    minimum_backoff = "10s"
  }

  depends_on = [google_cloud_run_v2_service_iam_member.events]
}

# Without a subscription a topic forgets at once.
resource "google_pubsub_subscription" "refused" {
  for_each = local.messages

  project                    = var.project
  name                       = "${var.prefix}-tasks-refused"
  topic                      = google_pubsub_topic.refused[each.key].id
  message_retention_duration = "2678400s"

  expiration_policy {
    ttl = ""
  }
}

# Pub/Sub itself moves messages from one to the other.
resource "google_pubsub_topic_iam_member" "refused" {
  for_each = google_pubsub_topic.refused

  project = var.project
  topic   = each.value.name
  role    = "roles/pubsub.publisher"
  member  = "serviceAccount:service-${google_storage_bucket.files.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_subscription_iam_member" "tasks" {
  for_each = google_pubsub_subscription.tasks

  project      = var.project
  subscription = each.value.name
  role         = "roles/pubsub.subscriber"
  member       = "serviceAccount:service-${google_storage_bucket.files.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}
