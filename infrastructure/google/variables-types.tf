variable "task_types" {
  description = "The types that get a queue and a service, by name, with memory and time as their handlers need them. timeout is the type's own, in seconds; account is a shorter name where the type's is too long for one."
  type = map(object({
    account = optional(string)
    alert = optional(object({
      dead         = optional(number, 0)
      errors       = optional(number, 5)
      wait_seconds = optional(number, 900)
    }), {})
    concurrency   = optional(number, 1)
    cpu           = optional(string, "1")
    max_instances = optional(number, 3)
    memory        = optional(string, "1Gi")
    min_instances = optional(number, 0)
    pool          = optional(number, 4)
    rate          = optional(number, 10)
    timeout       = optional(number, 600)
  }))

  validation {
    condition     = alltrue([for name in keys(var.task_types) : can(regex("^[a-z][a-z0-9-]{2,34}[a-z0-9]$", name))])
    error_message = "A type's name has 4 to 36 lower-case letters, digits or hyphens here, since a service is named after it."
  }
  validation {
    condition     = alltrue([for name, type in var.task_types : can(regex("^[a-z][a-z0-9-]{2,15}[a-z0-9]$", coalesce(type.account, name)))])
    error_message = "The account of a type is named after it and has 4 to 17 lower-case letters, digits or hyphens; give longer ones a shorter account."
  }
  validation {
    condition     = length(distinct([for name, type in var.task_types : coalesce(type.account, name)])) == length(var.task_types)
    error_message = "Each type needs an account of its own, or one queue could call another's service."
  }
  validation {
    condition     = length(setintersection(concat(keys(var.task_types), [for type in values(var.task_types) : type.account if type.account != null]), ["consumers", "events", "migrate", "program", "scheduler", "tasks", "uploads"])) == 0
    error_message = "consumers, events, migrate, program, scheduler, tasks and uploads are names of other things here."
  }
  validation {
    condition     = alltrue([for type in values(var.task_types) : type.concurrency >= 1 && type.concurrency <= 1000])
    error_message = "Cloud Run gives an instance 1 to 1,000 requests at a time."
  }
  validation {
    condition     = alltrue([for type in values(var.task_types) : contains(["1", "2", "4", "6", "8"], type.cpu)])
    error_message = "Cloud Run has instances of 1, 2, 4, 6 or 8 processors."
  }
  validation {
    condition     = alltrue([for type in values(var.task_types) : can(regex("^[0-9]+(Mi|Gi)$", type.memory))])
    error_message = "Memory is written like 512Mi or 2Gi."
  }
  validation {
    condition     = alltrue([for type in values(var.task_types) : type.min_instances >= 0 && type.max_instances >= 1 && type.max_instances >= type.min_instances])
    error_message = "There must be at least one instance at most, and max_instances must not be less than min_instances."
  }
  validation {
    condition     = alltrue([for type in values(var.task_types) : type.pool >= 2])
    error_message = "An instance needs two connections: one listens."
  }
  validation {
    condition     = alltrue([for type in values(var.task_types) : type.rate > 0 && type.rate <= 500])
    error_message = "A queue hands out 500 tasks a second at most."
  }
  validation {
    condition     = alltrue([for type in values(var.task_types) : type.timeout >= 1])
    error_message = "A timeout has at least one second."
  }
}
