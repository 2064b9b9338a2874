project = "my-project"
region  = "europe-west1"
image   = "europe-west1-docker.pkg.dev/my-project/handoff/handoff:0.1.0"

# One line for each type that gets a queue and a service; timeout as in its code, in seconds.
task_types = {
  ai-note             = { timeout = 300 }
  assemble            = { timeout = 1800, memory = "4Gi", cpu = "2" }
  batch-scan          = { memory = "2Gi", concurrency = 4 }
  embedding           = { timeout = 600, memory = "1Gi", cpu = "2", concurrency = 2 }
  process-chunk       = { timeout = 1800, memory = "2Gi", cpu = "2", concurrency = 2 }
  process-speak-audio = { timeout = 1800, account = "speak-audio", memory = "2Gi", cpu = "2" }
  transcribe          = { timeout = 1800, memory = "2Gi", cpu = "2" }
  vision-description  = { timeout = 300, account = "vision", memory = "1Gi", concurrency = 4 }
}

# All instances of all types together may open 104 connections.
database = { max_connections = 150 }

# Everything else has defaults, see ../../google/variables.tf; for example:
# api                   = { invokers = ["group:developers@example.com"] }
# events                = { uploads = "input", messages = { publishers = ["serviceAccount:shop@my-project.iam.gserviceaccount.com"] } }
# notification_channels = ["projects/my-project/notificationChannels/123"]
# schedules             = { nightly = { type = "process-message", cron = "0 3 * * *", zone = "Europe/Vienna", input = "{\"text\": \"good night\"}" } }
# settings              = { HANDOFF_MODEL = "openai", HANDOFF_MODEL_PRICES = "gpt-4.1-mini=0.40/1.60" }
# secrets               = { OPENAI_API_KEY = "openai" }
# rabbitmq              = { host = "rabbitmq.example.com", user = "handoff" }
