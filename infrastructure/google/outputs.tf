output "api_key_secret" {
  description = "Where the API's key is: gcloud secrets versions access latest --secret=…"
  value       = google_secret_manager_secret.secrets["HANDOFF_API_KEY"].secret_id
}

output "api_url" {
  description = "Where tasks are submitted."
  value       = google_cloud_run_v2_service.services["api"].uri
}

output "bucket" {
  description = "The bucket that tasks read and write."
  value       = google_storage_bucket.files.name
}

output "images" {
  description = "Where images are pushed to."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}

output "input" {
  description = "Where recordings are uploaded to that are to be transcribed; null for nowhere."
  value       = lookup(local.event_environment, "HANDOFF_INPUT", null)
}

output "messages" {
  description = "The topic whose messages are tasks; null if there is none."
  value       = one([for topic in google_pubsub_topic.tasks : topic.id])
}

output "migrate" {
  description = "The command that migrates the database."
  value       = "gcloud run jobs execute ${google_cloud_run_v2_job.migrate.name} --project=${var.project} --region=${var.region} --wait"
}

output "queues" {
  description = "The queues' full names by type."
  value       = { for name, queue in google_cloud_tasks_queue.types : name => queue.id }
}

output "redis_host" {
  description = "Where Redis is; null if there is none."
  value       = one([for redis in google_redis_instance.redis : redis.host])
}
