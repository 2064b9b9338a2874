locals {
  # Ends in a hyphen: the program puts a type's name behind it.
  queue_prefix = "${var.prefix}-${var.queue_generation}-"

  # What has no function of its own runs where somebody is always awake.
  other_route = var.rabbitmq == null ? "local" : "rabbitmq"

  # Of all instances, whatever they run.
  environment = merge(
    {
      APP_ENV              = "production"
      GOOGLE_CLOUD_PROJECT = var.project
      HANDOFF_BUCKETS      = "${var.project}-${var.prefix}-files"
      # Cloud Run kills 10 s after SIGTERM.
      HANDOFF_ENGINE_DRAIN = "6s"
      HANDOFF_ENGINE_GRACE = "1s"
      HANDOFF_OUTPUT       = "gs://${var.project}-${var.prefix}-files/output"
      HANDOFF_ROUTES = join(",", concat(
        [for name in keys(var.task_types) : "${name}:cloud-tasks"],
        ["heavy:${local.other_route}", "light:${local.other_route}"],
      ))
      TASKS_LOCATION = var.region
      TASKS_QUEUE    = local.queue_prefix
      # Each queue puts its own service's host in place of this one.
      TASKS_URL_BASE = "https://${var.prefix}.invalid"
    },
    var.rabbitmq == null ? {} : {
      MQ_EXCHANGE = var.rabbitmq.exchange
      MQ_HOST     = var.rabbitmq.host
      MQ_PORT     = tostring(var.rabbitmq.port)
      MQ_TLS      = tostring(var.rabbitmq.tls)
      MQ_USER     = var.rabbitmq.user
      MQ_VHOST    = var.rabbitmq.vhost
    },
    # Its certificates are of a private authority.
    { for redis in google_redis_instance.redis : "REDIS_CA" => redis.server_ca_certs[0].cert },
  )

  # By number, so that a new version makes a new revision.
  _versions = merge(
    {
      DATABASE_URL    = google_secret_manager_secret_version.database_url.version
      HANDOFF_API_KEY = google_secret_manager_secret_version.api_key.version
      TASKS_AUTH      = google_secret_manager_secret_version.tasks_auth.version
    },
    { for name, secret in google_secret_manager_secret_version.mq_password : name => secret.version },
    { for secret in google_secret_manager_secret_version.redis_url : "REDIS_URL" => secret.version },
  )

  secret_environment = merge(
    { for name, id in var.secrets : name => { secret = id, version = "latest" } },
    { for name, version in local._versions : name => { secret = google_secret_manager_secret.secrets[name].secret_id, version = version } },
  )
}
