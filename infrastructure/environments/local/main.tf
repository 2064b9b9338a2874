# Handoff in containers on one machine: an API, and workers that share its heavy work over RabbitMQ.
terraform {
  required_version = ">= 1.9"

  required_providers {
    docker = {
      source  = "kreuzwerker/docker"
      version = "~> 3.6"
    }
  }
}

locals {
  # One image runs everything; who serves what is said by HANDOFF_SERVE, and none means all.
  commands = merge(
    { api = { serve = "", port = var.port } },
    { for name, types in var.workers : "worker-${name}" => { serve = join(",", types), port = null } },
  )

  environment = {
    APP_ENV           = "dev"
    DATABASE_URL      = "postgresql://handoff:handoff@${docker_container.postgres.name}:5432/handoff"
    HANDOFF_HOST      = "0.0.0.0"
    HANDOFF_ROUTES    = "heavy:rabbitmq,light:local"
    HANDOFF_SCHEDULES = var.schedules
    MQ_HOST           = docker_container.rabbitmq.name
    MQ_PASSWORD       = "handoff"
    MQ_USER           = "handoff"
  }
}

resource "docker_network" "handoff" {
  name = "handoff"
}

resource "docker_volume" "database" {
  name = "handoff-database"
}

# What one task writes another reads, wherever it runs.
resource "docker_volume" "data" {
  name = "handoff-data"
}

resource "docker_container" "postgres" {
  name    = "handoff-postgres"
  image   = "pgvector/pgvector:pg17"
  env     = ["POSTGRES_USER=handoff", "POSTGRES_PASSWORD=handoff", "POSTGRES_DB=handoff"]
  restart = "unless-stopped"

  networks_advanced {
    name = docker_network.handoff.name
  }

  volumes {
    volume_name    = docker_volume.database.name
    container_path = "/var/lib/postgresql/data"
  }
}

resource "docker_container" "rabbitmq" {
  name     = "handoff-rabbitmq"
  image    = "rabbitmq:4"
  hostname = "rabbitmq"
  env      = ["RABBITMQ_DEFAULT_USER=handoff", "RABBITMQ_DEFAULT_PASS=handoff"]
  restart  = "unless-stopped"

  networks_advanced {
    name = docker_network.handoff.name
  }
}

resource "docker_container" "handoff" {
  for_each = local.commands

  name      = "handoff-${each.key}"
  image     = var.image
  command   = ["serve"]
  env       = [for name, value in merge(local.environment, { HANDOFF_SERVE = each.value.serve }) : "${name}=${value}"]
  read_only = true
  restart   = "unless-stopped"
  tmpfs     = { "/tmp" = "exec,mode=1777" }
  # Running tasks have 30 s to end.
  stop_timeout = 45

  capabilities {
    drop = ["ALL"]
  }

  networks_advanced {
    name = docker_network.handoff.name
  }

  dynamic "ports" {
    for_each = each.value.port == null ? [] : [each.value.port]

    content {
      external = ports.value
      internal = 8080
      ip       = "127.0.0.1"
    }
  }

  volumes {
    volume_name    = docker_volume.data.name
    container_path = "/var/handoff"
  }
}
