# What is submitted by the clock: a job for each schedule calls the API, which finds out by its database what is due. So a
# job may be late, call twice or be run by hand.
locals {
  # For whom the jobs' tokens are; known before there is a service that could have a URL.
  scheduler_audience = "https://${var.prefix}-api.functions.internal"

  # Whose tokens open what no person calls. Cloud Run takes the signature off those that it has checked; a service that
  # everybody may call gets tokens as they are made, and has to check them itself.
  callers = length(var.schedules) + length(local.events) == 0 ? {} : {
    TASKS_AUDIENCE        = local.scheduler_audience
    TASKS_INVOKERS        = join(",", [for account in merge(google_service_account.events, google_service_account.scheduler) : account.email])
    TASKS_OIDC_CHECKED_BY = var.api.public ? "nobody" : "cloud-run"
  }

  # One thing for the API and for the jobs. The API leaves the ticking to the jobs, so that pausing one works.
  scheduler_environment = length(var.schedules) == 0 ? {} : {
    HANDOFF_SCHEDULER = "off"
    HANDOFF_SCHEDULES = jsonencode({
      for name, schedule in var.schedules : name => {
        cron             = schedule.cron
        deadline_seconds = schedule.deadline_seconds
        input            = jsondecode(schedule.input)
        type             = schedule.type
        zone             = schedule.zone
      }
    })
  }
}

# As whom the jobs call the API, and nothing else.
resource "google_service_account" "scheduler" {
  for_each = toset(length(var.schedules) == 0 ? [] : ["ticks"])

  project      = var.project
  account_id   = "${var.prefix}-scheduler"
  display_name = "Calls the API at the ticks of schedules"

  depends_on = [google_project_service.apis]
}

resource "google_cloud_run_v2_service_iam_member" "scheduler" {
  for_each = google_service_account.scheduler

  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_service.services["api"].name
  role     = "roles/run.invoker"
  member   = each.value.member
}

resource "google_cloud_scheduler_job" "ticks" {
  for_each = var.schedules

  project          = var.project
  name             = "${var.prefix}-${each.key}"
  region           = var.region
  description      = "Has ${each.value.type} submitted"
  schedule         = each.value.cron
  time_zone        = each.value.zone
  attempt_deadline = "60s"

  http_target {
    http_method = "POST"
    uri         = "${google_cloud_run_v2_service.services["api"].uri}/api/schedules/${each.key}/tick"

    oidc_token {
      audience              = local.scheduler_audience
      service_account_email = google_service_account.scheduler["ticks"].email
    }
  }

  # A call that is tried again after the next tick submits one task for both.
  retry_config {
    max_backoff_duration = "60s"
    max_doublings        = 4
    min_backoff_duration = "5s"
    retry_count          = 5
  }

  depends_on = [google_cloud_run_v2_service_iam_member.scheduler, google_project_service.apis]
}
