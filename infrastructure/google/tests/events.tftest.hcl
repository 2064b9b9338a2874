# What begins tasks by itself, and who may bring it.
provider "google" {
  access_token = "none"
  project      = "talks"
  region       = "europe-west1"
}

variables {
  project    = "talks"
  region     = "europe-west1"
  image      = "europe-west1-docker.pkg.dev/talks/handoff/handoff:1.0.0"
  task_types = { transcribe = { timeout = 1800 } }
}

run "nothing_begins_by_itself_unless_asked_for" {
  command = plan

  assert {
    condition     = length(google_eventarc_trigger.uploads) == 0 && length(google_pubsub_topic.tasks) == 0 && length(google_service_account.events) == 0 && length(local.event_environment) == 0
    error_message = "Triggers, topics and their account must be asked for."
  }

  assert {
    condition     = !contains(keys(google_project_service.apis), "eventarc.googleapis.com") && !contains(keys(google_project_service.apis), "pubsub.googleapis.com")
    error_message = "What nobody uses must not be switched on."
  }
}

run "an_upload_is_brought_to_the_api" {
  command = plan

  variables {
    events = { uploads = "input" }
  }

  assert {
    condition = {
      for criterion in google_eventarc_trigger.uploads["uploads"].matching_criteria : criterion.attribute => criterion.value
      } == {
      bucket = google_storage_bucket.files.name
      type   = "google.cloud.storage.object.v1.finalized"
    }
    error_message = "The trigger must be for finished objects of this bucket."
  }

  assert {
    condition     = google_eventarc_trigger.uploads["uploads"].destination[0].cloud_run_service[0].path == "/api/cloudevents" && google_eventarc_trigger.uploads["uploads"].destination[0].cloud_run_service[0].service == "handoff-api"
    error_message = "The API takes events at /api/cloudevents."
  }

  assert {
    condition     = local.api.environment.HANDOFF_INPUT == "gs://talks-handoff-files/input" && local.api.environment.TASKS_OIDC_CHECKED_BY == "cloud-run"
    error_message = "The API must know which uploads count, and who has checked the tokens."
  }

  assert {
    condition     = toset(keys(google_cloud_run_v2_service_iam_member.events)) == toset(["events"]) && google_cloud_run_v2_service_iam_member.events["events"].name == "handoff-api" && length(google_cloud_run_v2_service_iam_member.api) == 0
    error_message = "One account may bring events, to the API alone."
  }

  assert {
    condition     = length(google_pubsub_topic.tasks) == 0
    error_message = "Messages must be asked for apart."
  }
}

run "functions_believe_nobody" {
  command = plan

  variables {
    events = { uploads = "input" }
  }

  assert {
    condition     = !contains(google_cloud_run_v2_service.services["transcribe"].template[0].containers[0].env[*].name, "TASKS_OIDC_CHECKED_BY")
    error_message = "Only the API takes events."
  }
}

run "a_message_that_nobody_understands_is_kept" {
  command = plan

  variables {
    events = { messages = { publishers = ["serviceAccount:shop@talks.iam.gserviceaccount.com"] } }
  }

  assert {
    condition     = google_pubsub_subscription.tasks["messages"].dead_letter_policy[0].max_delivery_attempts == 50 && google_pubsub_subscription.refused["messages"].expiration_policy[0].ttl == ""
    error_message = "What is refused again and again must land where somebody can look at it."
  }

  assert {
    condition     = keys(google_pubsub_topic_iam_member.publishers) == ["serviceAccount:shop@talks.iam.gserviceaccount.com"]
    error_message = "Only those that are named may publish."
  }

  assert {
    condition     = length(google_eventarc_trigger.uploads) == 0 && length(google_project_iam_member.receiver) == 0
    error_message = "Uploads must be asked for apart."
  }
}

run "events_for_a_public_api" {
  command = plan

  variables {
    api    = { public = true }
    events = { uploads = "input" }
  }

  expect_failures = [var.events]
}

run "uploads_among_the_outputs" {
  command = plan

  variables {
    events = { uploads = "output/new" }
  }

  expect_failures = [var.events]
}
