resource "google_compute_network" "network" {
  project                 = var.project
  name                    = var.prefix
  auto_create_subnetworks = false

  depends_on = [google_project_service.apis]
}

# Each instance takes an address, and twice as many during a release.
resource "google_compute_subnetwork" "instances" {
  project                  = var.project
  name                     = "${var.prefix}-instances"
  region                   = var.region
  network                  = google_compute_network.network.id
  ip_cidr_range            = "10.20.0.0/22"
  private_ip_google_access = true
}

# Where Google puts the database and Redis.
resource "google_compute_global_address" "services" {
  project       = var.project
  name          = "${var.prefix}-services"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 20
  network       = google_compute_network.network.id
}

resource "google_service_networking_connection" "services" {
  network                 = google_compute_network.network.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.services.name]
  deletion_policy         = "ABANDON"
}
