# What must be refused before anything is made.
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

run "more_connections_than_the_database_has" {
  command = plan

  variables {
    task_types = { transcribe = { max_instances = 20 } }
  }

  expect_failures = [var.database]
}

run "an_api_that_sleeps" {
  command = plan

  variables {
    api = { min_instances = 0 }
  }

  expect_failures = [var.api]
}

run "everybody_as_an_invoker" {
  command = plan

  variables {
    api = { invokers = ["allUsers"] }
  }

  expect_failures = [var.api]
}

run "an_image_that_changes_by_itself" {
  command = plan

  variables {
    image = "europe-west1-docker.pkg.dev/talks/handoff/handoff:latest"
  }

  expect_failures = [var.image]
}

run "a_secret_among_settings" {
  command = plan

  variables {
    settings = { OPENAI_API_KEY = "sk-in-plain-sight" }
  }

  expect_failures = [var.settings]
}

run "a_setting_that_is_set_already" {
  command = plan

  variables {
    settings = { TASKS_QUEUE = "another" }
  }

  expect_failures = [var.settings]
}

run "a_secret_that_is_made_here" {
  command = plan

  variables {
    secrets = { TASKS_AUTH = "mine" }
  }

  expect_failures = [var.secrets]
}

run "a_schedule_of_six_fields" {
  command = plan

  variables {
    schedules = { nightly = { type = "transcribe", cron = "0 0 3 * * *" } }
  }

  expect_failures = [var.schedules]
}

run "an_input_that_is_no_object" {
  command = plan

  variables {
    schedules = { nightly = { type = "transcribe", cron = "0 3 * * *", input = "night.wav" } }
  }

  expect_failures = [var.schedules]
}

run "a_schedule_without_a_name" {
  command = plan

  variables {
    schedules = { "Every night" = { type = "transcribe", cron = "0 3 * * *" } }
  }

  expect_failures = [var.schedules]
}

run "a_deadline_below_a_minute" {
  command = plan

  variables {
    schedules = { nightly = { type = "transcribe", cron = "0 3 * * *", deadline_seconds = 0 } }
  }

  expect_failures = [var.schedules]
}

run "a_schedule_that_is_set_already" {
  command = plan

  variables {
    schedules = { nightly = { type = "transcribe", cron = "0 3 * * *" } }
    settings  = { HANDOFF_SCHEDULER = "on" }
  }

  expect_failures = [var.settings]
}

run "guest_at_the_broker" {
  command = plan

  variables {
    rabbitmq = { host = "rabbitmq.example.com", user = "guest" }
  }

  expect_failures = [var.rabbitmq]
}

run "a_name_that_is_too_long_for_an_account" {
  command = plan

  variables {
    task_types = { sync-impressions-from-redis = {} }
  }

  expect_failures = [var.task_types]
}

run "memory_without_a_unit" {
  command = plan

  variables {
    task_types = { transcribe = { memory = "2" } }
  }

  expect_failures = [var.task_types]
}

run "faster_than_queues_are" {
  command = plan

  variables {
    task_types = { transcribe = { rate = 501 } }
  }

  expect_failures = [var.task_types]
}
