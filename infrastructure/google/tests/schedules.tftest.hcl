# Runs without an account: nothing is asked of Google before an apply.
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

  schedules = {
    hourly  = { type = "transcribe", cron = "0 * * * *", input = "{\"filename\": \"a.wav\", \"pieces\": 3}" }
    nightly = { type = "process-message", cron = "30 2 * * *", zone = "Europe/Vienna", input = "{\"text\": \"good night\"}", deadline_seconds = 3600 }
  }
}

run "a_job_calls_for_each_schedule" {
  command = plan

  assert {
    condition     = keys(google_cloud_scheduler_job.ticks) == ["hourly", "nightly"] && google_cloud_scheduler_job.ticks["nightly"].name == "handoff-nightly"
    error_message = "There must be a job for each schedule, named after it."
  }

  assert {
    condition     = google_cloud_scheduler_job.ticks["nightly"].schedule == "30 2 * * *" && google_cloud_scheduler_job.ticks["nightly"].time_zone == "Europe/Vienna" && google_cloud_scheduler_job.ticks["hourly"].time_zone == "Etc/UTC"
    error_message = "A job must tick as the schedule says, and by UTC if it says nothing."
  }
}

run "api_and_jobs_are_told_the_same" {
  command = plan

  assert {
    condition = jsondecode(local.api.environment.HANDOFF_SCHEDULES) == {
      hourly  = { type = "transcribe", cron = "0 * * * *", zone = "Etc/UTC", input = { filename = "a.wav", pieces = 3 }, deadline_seconds = 86400 }
      nightly = { type = "process-message", cron = "30 2 * * *", zone = "Europe/Vienna", input = { text = "good night" }, deadline_seconds = 3600 }
    }
    error_message = "The API must know every schedule, with its input as JSON."
  }

  assert {
    condition     = local.api.environment.HANDOFF_SCHEDULER == "off"
    error_message = "The API must leave the ticking to the jobs: a job that is paused stops its schedule."
  }
}

run "only_the_jobs_account_may_tick" {
  command = plan

  assert {
    condition     = google_service_account.scheduler["ticks"].account_id == "handoff-scheduler" && keys(google_cloud_run_v2_service_iam_member.scheduler) == ["ticks"]
    error_message = "The jobs must have an account of their own, which may call the API."
  }

  assert {
    condition = alltrue([
      for job in google_cloud_scheduler_job.ticks :
      job.http_target[0].oidc_token[0].audience == one(google_cloud_run_v2_service.services["api"].custom_audiences) && job.http_target[0].oidc_token[0].audience == local.api.environment.TASKS_AUDIENCE
    ])
    error_message = "A job's tokens must be for the API, by Cloud Run's word and by the program's."
  }

  assert {
    condition     = local.api.environment.TASKS_OIDC_CHECKED_BY == "cloud-run"
    error_message = "Behind Cloud Run's own check tokens have no signature any more."
  }
}

run "a_public_api_checks_tokens_itself" {
  command = plan

  variables {
    api = { public = true }
  }

  assert {
    condition     = local.api.environment.TASKS_OIDC_CHECKED_BY == "nobody"
    error_message = "Whom Cloud Run lets in unchecked, the program must check."
  }
}

run "no_schedule_makes_nothing" {
  command = plan

  variables {
    schedules = {}
  }

  assert {
    condition     = length(google_cloud_scheduler_job.ticks) + length(google_service_account.scheduler) == 0 && length(local.api.environment) == 0
    error_message = "Without schedules there must be no job, no account and no setting."
  }
}
