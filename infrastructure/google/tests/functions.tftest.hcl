# Runs without an account: nothing is asked of Google before an apply.
provider "google" {
  access_token = "none"
  project      = "talks"
  region       = "europe-west1"
}

variables {
  project = "talks"
  region  = "europe-west1"
  image   = "europe-west1-docker.pkg.dev/talks/handoff/handoff:1.0.0"

  task_types = {
    process-chunk = { timeout = 60, concurrency = 4, max_instances = 5, rate = 20 }
    transcribe    = { timeout = 1800, memory = "2Gi" }
  }
}

run "each_type_has_its_own_queue_and_service" {
  command = plan

  assert {
    condition     = keys(google_cloud_tasks_queue.types) == ["process-chunk", "transcribe"] && keys(google_cloud_run_v2_service.services) == ["api", "process-chunk", "transcribe"]
    error_message = "There must be a queue and a service for each type, and a service for the API."
  }

  assert {
    condition = alltrue([
      for name, queue in google_cloud_tasks_queue.types : queue.name == "${local.environment.TASKS_QUEUE}${name}"
    ])
    error_message = "The program puts a type's name behind TASKS_QUEUE, and finds no other queue."
  }

  assert {
    condition     = google_cloud_tasks_queue.types["process-chunk"].rate_limits[0].max_concurrent_dispatches == 20
    error_message = "A queue must not call more at a time than all instances take."
  }

  assert {
    condition     = local.environment.HANDOFF_ROUTES == "process-chunk:cloud-tasks,transcribe:cloud-tasks,heavy:local,light:local"
    error_message = "Types with a function go by Cloud Tasks, the others stay with the API."
  }
}

run "a_service_runs_its_type_alone" {
  command = plan

  assert {
    condition = alltrue([
      for name in keys(var.task_types) : contains([
        for env in google_cloud_run_v2_service.services[name].template[0].containers[0].env : env.value if env.name == "HANDOFF_SERVE"
      ], name)
    ])
    error_message = "A function's HANDOFF_SERVE must be its type."
  }

  assert {
    condition     = !contains(google_cloud_run_v2_service.services["api"].template[0].containers[0].env[*].name, "HANDOFF_SERVE")
    error_message = "Whoever sweeps for all types must serve all of them."
  }
}

run "only_a_types_queue_may_call_its_service" {
  command = plan

  assert {
    condition     = toset(keys(google_cloud_run_v2_service_iam_member.invoker)) == toset(keys(var.task_types)) && length(google_cloud_run_v2_service_iam_member.api) == 0
    error_message = "Each function must have one invoker, and the API none that nobody asked for."
  }

  assert {
    condition = alltrue([
      for name in keys(var.task_types) :
      google_cloud_tasks_queue.types[name].http_target[0].oidc_token[0].audience == one(google_cloud_run_v2_service.services[name].custom_audiences)
    ])
    error_message = "A queue's tokens must be for its own service."
  }

  assert {
    condition     = alltrue([for name in keys(var.task_types) : google_cloud_run_v2_service.services[name].ingress == "INGRESS_TRAFFIC_INTERNAL_ONLY"])
    error_message = "Functions must not be reachable from outside."
  }
}

run "nobody_hangs_up_before_the_program_answers" {
  command = plan

  assert {
    condition = alltrue([
      for name, type in var.task_types :
      local.functions[name].timeout >= local.deadlines[name] && local.functions[name].timeout <= max(15, type.timeout) + 60
    ])
    error_message = "A service must wait as long as its queue, and not much longer than its type takes."
  }

  assert {
    condition     = google_cloud_run_v2_service.services["process-chunk"].template[0].timeout == "100s" && google_cloud_run_v2_service.services["transcribe"].template[0].timeout == "1810s"
    error_message = "60 s make 90 s of waiting and 100 s of service; 30 min are the most that Cloud Tasks waits."
  }
}

run "queues_try_again_whatever_was_not_answered" {
  command = plan

  assert {
    condition     = alltrue([for queue in google_cloud_tasks_queue.types : queue.retry_config[0].max_attempts == -1])
    error_message = "A queue that gives up takes a crash for the end of a task."
  }
}

run "a_new_generation_renames_all_queues" {
  command = plan

  variables {
    queue_generation = 2
  }

  assert {
    condition     = google_cloud_tasks_queue.types["transcribe"].name == "handoff-2-transcribe" && local.environment.TASKS_QUEUE == "handoff-2-"
    error_message = "Queues and TASKS_QUEUE must change together."
  }
}

run "the_migration_alone_owns_the_tables" {
  command = plan

  assert {
    condition     = google_cloud_run_v2_job.migrate.template[0].template[0].containers[0].args == tolist(["migrate", "--grant-to", "handoff"])
    error_message = "The migration must let the instances' role use what it makes."
  }

  assert {
    condition     = !contains(keys(google_secret_manager_secret_iam_member.program), "OWNER_DATABASE_URL") && google_secret_manager_secret.owner.secret_id == "handoff-owner-database-url"
    error_message = "Instances must not read the password of the tables' owner."
  }
}

run "a_broker_brings_consumers" {
  command = plan

  variables {
    mq_password = "not-a-real-one"
    rabbitmq    = { host = "rabbitmq.example.com", user = "handoff" }
  }

  assert {
    condition     = keys(google_cloud_run_v2_worker_pool.consumers) == ["rabbitmq"] && strcontains(local.environment.HANDOFF_ROUTES, "heavy:rabbitmq,light:rabbitmq")
    error_message = "With a broker, what has no function must go to consumers that stay up."
  }

  assert {
    condition     = keys(google_secret_manager_secret.secrets) == ["DATABASE_URL", "HANDOFF_API_KEY", "MQ_PASSWORD", "TASKS_AUTH"]
    error_message = "The broker's password must be a secret."
  }
}

run "consumers_may_serve_some_types" {
  command = plan

  variables {
    consumers   = { types = ["process-message", "index-post"] }
    mq_password = "not-a-real-one"
    rabbitmq    = { host = "rabbitmq.example.com", user = "handoff" }
  }

  assert {
    condition = one([
      for env in google_cloud_run_v2_worker_pool.consumers["rabbitmq"].template[0].containers[0].env : env.value if env.name == "HANDOFF_SERVE"
    ]) == "index-post,process-message"
    error_message = "Consumers must serve the types that they are given."
  }
}

run "each_type_is_watched" {
  command = plan

  assert {
    condition = alltrue([
      for policy in [google_monitoring_alert_policy.dead, google_monitoring_alert_policy.wait, google_monitoring_alert_policy.stuck] :
      toset(keys(policy)) == toset(keys(var.task_types))
    ])
    error_message = "Dead tasks, long waits and stuck queues must be told of every type."
  }

  assert {
    condition     = toset(keys(google_monitoring_alert_policy.errors)) == toset(keys(google_cloud_run_v2_service.services))
    error_message = "Errors must be told of every service."
  }
}

run "everybody_may_call_the_api_if_that_is_said" {
  command = plan

  variables {
    api = { public = true }
  }

  assert {
    condition     = keys(google_cloud_run_v2_service_iam_member.api) == ["allUsers"]
    error_message = "public must open the API, and nothing else."
  }
}

run "further_secrets_reach_the_program_by_name" {
  command = plan

  variables {
    secrets = { OPENAI_API_KEY = "openai" }
  }

  assert {
    condition = one([
      for env in google_cloud_run_v2_service.services["transcribe"].template[0].containers[0].env :
      env.value_source[0].secret_key_ref[0].secret if env.name == "OPENAI_API_KEY"
    ]) == "openai"
    error_message = "The variable must be read from the secret."
  }

  assert {
    condition     = google_secret_manager_secret_iam_member.further["OPENAI_API_KEY"].secret_id == "openai"
    error_message = "The program must be let at the secret."
  }
}
