variable "schedules" {
  description = "What is submitted by the clock, by name: the task type, a cron expression of five fields in a time zone, the input as JSON, and how late a missed tick may still be run."
  type = map(object({
    cron             = string
    deadline_seconds = optional(number, 86400)
    input            = optional(string, "{}")
    type             = string
    zone             = optional(string, "Etc/UTC")
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.schedules) : can(regex("^[a-z][a-z0-9-]{0,59}$", name))])
    error_message = "A schedule's name has 1 to 60 lower-case letters, digits or hyphens, and begins with a letter."
  }
  validation {
    condition     = alltrue([for schedule in values(var.schedules) : length(regexall("[^ ]+", schedule.cron)) == 5])
    error_message = "A cron expression has five fields: minute, hour, day of month, month, day of week."
  }
  validation {
    condition     = alltrue([for schedule in values(var.schedules) : can(keys(jsondecode(schedule.input)))])
    error_message = "An input is a text with a JSON object in it, such as \"{\\\"text\\\": \\\"good night\\\"}\"."
  }
  validation {
    condition     = alltrue([for schedule in values(var.schedules) : schedule.deadline_seconds >= 60 && schedule.deadline_seconds <= 604800 && floor(schedule.deadline_seconds) == schedule.deadline_seconds])
    error_message = "A deadline has 60 to 604,800 whole seconds."
  }
}
