variable "image" {
  description = "The image to run."
  type        = string
  default     = "handoff:dev"
}

variable "port" {
  description = "The API's port on this machine."
  type        = number
  default     = 8080
}

variable "schedules" {
  description = "What is submitted by the clock, as in HANDOFF_SCHEDULES; empty for nothing."
  type        = string
  default     = ""
}

variable "workers" {
  description = "The task types that each worker serves, by the worker's name; the API serves all."
  type        = map(list(string))
  default = {
    audio = ["assemble", "process-chunk", "process-speak-audio", "transcribe"]
    text  = ["batch-scan", "embed-atoms-batch", "embed-messages-batch", "embedding"]
  }

  validation {
    condition     = alltrue([for types in values(var.workers) : length(types) > 0])
    error_message = "A worker without types would serve all of them."
  }
}
