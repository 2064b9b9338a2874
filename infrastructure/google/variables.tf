variable "api" {
  description = "The service that takes in tasks, sweeps for those that nobody came for, and runs the types that have no function of their own."
  type = object({
    concurrency   = optional(number, 80)
    cpu           = optional(string, "1")
    invokers      = optional(set(string), [])
    max_instances = optional(number, 2)
    memory        = optional(string, "1Gi")
    min_instances = optional(number, 1)
    pool          = optional(number, 10)
    public        = optional(bool, false)
  })
  default = {}

  validation {
    condition     = var.api.min_instances >= 1 && var.api.max_instances >= var.api.min_instances
    error_message = "At least one instance of the API must stay up, since nobody else sweeps while all functions are at zero, and max_instances must not be less than min_instances."
  }
  validation {
    condition     = alltrue([for member in var.api.invokers : can(regex("^(user|group|serviceAccount|domain|principal|principalSet):.+", member))])
    error_message = "Invokers are named like user:jane@example.com; to let everybody in, who still needs the API's key, set public."
  }
}

variable "database" {
  description = "The PostgreSQL instance."
  type = object({
    availability    = optional(string, "ZONAL")
    disk_gb         = optional(number, 20)
    max_connections = optional(number, 100)
    protected       = optional(bool, true)
    tier            = optional(string, "db-custom-1-3840")
    version         = optional(string, "POSTGRES_17")
  })
  default = {}

  validation {
    condition     = contains(["REGIONAL", "ZONAL"], var.database.availability)
    error_message = "Availability must be ZONAL, or REGIONAL for a standby in another zone."
  }
  validation {
    condition     = can(regex("^POSTGRES_1[5-9]$", var.database.version))
    error_message = "The version must be POSTGRES_15 or later."
  }
  # Ten remain for people, for the migration and for Google's own connections.
  validation {
    condition = (
      sum(concat(
        [for type in var.task_types : type.max_instances * type.pool],
        [var.api.max_instances * var.api.pool],
        [var.rabbitmq == null ? 0 : var.consumers.instances * var.consumers.pool],
      )) <= var.database.max_connections - 10
    )
    error_message = "All instances together may open more connections than the database has, less ten: lower max_instances or pool, or raise max_connections and, if need be, the tier."
  }
}

variable "consumers" {
  description = "The instances that wait for messages of RabbitMQ; types are those that they run, empty for all."
  type = object({
    attempts  = optional(number, 8)
    cpu       = optional(string, "1")
    instances = optional(number, 1)
    memory    = optional(string, "1Gi")
    pool      = optional(number, 6)
    types     = optional(set(string), [])
  })
  default = {}
}

variable "events" {
  description = "What begins tasks by itself: recordings that are uploaded to that folder of the bucket, and messages of a topic, published by those members. Null for neither."
  type = object({
    messages = optional(object({
      publishers = optional(set(string), [])
    }))
    uploads = optional(string)
  })
  default = {}

  validation {
    condition     = var.events.uploads == null ? true : can(regex("^[a-z0-9][a-z0-9_/-]*[a-z0-9]$", var.events.uploads))
    error_message = "Uploads go to a folder such as input, without a slash at its ends."
  }
  validation {
    condition     = var.events.uploads == null ? true : split("/", var.events.uploads)[0] != "output"
    error_message = "What tasks make goes to output; uploads need another folder."
  }
  validation {
    condition     = !var.api.public || (var.events.uploads == null && var.events.messages == null)
    error_message = "Events are believed because Cloud Run has checked who brings them, which it doesn't for an API that is public."
  }
}

variable "image" {
  description = "The image to run, such as europe-west1-docker.pkg.dev/PROJECT/handoff/handoff:1.0.0, or better one by its digest."
  type        = string

  validation {
    condition     = can(regex("[^/]+/.+(:[^:/]+|@sha256:[0-9a-f]{64})$", var.image)) && !endswith(var.image, ":latest")
    error_message = "The image must carry a tag other than latest, or a digest: a new one is what makes a release, and what runs the migration."
  }
}

variable "mq_password" {
  description = "The password of RabbitMQ's user; kept in Secret Manager alone. To be given while mq_password_version is new."
  type        = string
  default     = null
  ephemeral   = true
  sensitive   = true
}

variable "mq_password_version" {
  description = "Raised whenever mq_password is another one."
  type        = number
  default     = 1
}

variable "notification_channels" {
  description = "Names of the Cloud Monitoring channels that alerts go to."
  type        = list(string)
  default     = []
}

variable "prefix" {
  description = "What all names begin with; two deployments in one project need two."
  type        = string
  default     = "handoff"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.prefix))
    error_message = "The prefix must have 3 to 12 lower-case letters, digits or hyphens, and begin with a letter."
  }
}

variable "project" {
  description = "The id of the project."
  type        = string
}

variable "queue_generation" {
  description = "Part of the queues' names. Google lets nobody use a deleted queue's name for 7 days: raise it to bring back a type that was removed."
  type        = number
  default     = 1

  validation {
    condition     = var.queue_generation >= 1 && floor(var.queue_generation) == var.queue_generation
    error_message = "The generation is a whole number from 1."
  }
}

variable "rabbitmq" {
  description = "An existing broker; without one, the types that have no function run in the API's instances."
  type = object({
    exchange = optional(string, "airy.events")
    host     = string
    port     = optional(number, 5671)
    tls      = optional(bool, true)
    user     = string
    vhost    = optional(string, "handoff")
  })
  default = null

  validation {
    condition     = var.rabbitmq == null ? true : var.rabbitmq.user != "guest"
    error_message = "Handoff refuses the user guest in production: create one of its own."
  }
}

variable "redis" {
  description = "A Memorystore of that size, by which instances tell each other of live news; null for none, since PostgreSQL does otherwise."
  type = object({
    memory_gb = optional(number, 1)
    tier      = optional(string, "BASIC")
  })
  default = null
}

variable "region" {
  description = "Where everything is, such as europe-west1."
  type        = string
}

variable "secrets" {
  description = "Further secrets by the program's variables, such as OPENAI_API_KEY: the names of secrets that are in Secret Manager already."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setintersection(keys(var.secrets), concat(tolist(local.secrets), keys(local.environment), keys(var.settings)))) == 0
    error_message = "What is set elsewhere can't be set twice."
  }
}

variable "secrets_version" {
  description = "Raised to make new secrets: the database's password, the API's key and what opens the functions."
  type        = number
  default     = 1
}

variable "settings" {
  description = "Further settings of the program by their variables, see ./handoff config; no secrets."
  type        = map(string)
  default     = {}

  validation {
    condition     = !anytrue([for name in keys(var.settings) : can(regex("KEY|PASSWORD|SECRET|TOKEN|AUTH|HEADERS|DATABASE_URL", name))])
    error_message = "Settings are in plain sight in the state and in the console, so no secret may be among them."
  }
  validation {
    condition     = length(setintersection(keys(var.settings), concat(keys(local.environment), keys(local.api.environment)))) == 0
    error_message = "What the module sets itself can't be set twice."
  }
}

variable "storage" {
  description = "The bucket: for how long files are kept that tasks made, 0 for ever; force_destroy lets a destroy take the files along."
  type = object({
    force_destroy     = optional(bool, false)
    keep_output_days  = optional(number, 0)
    keep_version_days = optional(number, 30)
  })
  default = {}
}
