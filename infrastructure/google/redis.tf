resource "google_redis_instance" "redis" {
  for_each = var.redis == null ? {} : { redis = var.redis }

  project                 = var.project
  name                    = var.prefix
  region                  = var.region
  authorized_network      = google_compute_network.network.id
  auth_enabled            = true
  connect_mode            = "PRIVATE_SERVICE_ACCESS"
  memory_size_gb          = each.value.memory_gb
  redis_version           = "REDIS_7_2"
  tier                    = each.value.tier
  transit_encryption_mode = "SERVER_AUTHENTICATION"

  depends_on = [google_service_networking_connection.services]
}
