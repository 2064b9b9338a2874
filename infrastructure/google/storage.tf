resource "google_storage_bucket" "files" {
  project                     = var.project
  name                        = "${var.project}-${var.prefix}-files"
  location                    = var.region
  force_destroy               = var.storage.force_destroy
  public_access_prevention    = "enforced"
  uniform_bucket_level_access = true

  versioning {
    enabled = true
  }

  # What an upload that was broken off left behind costs as much as a file.
  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 1
    }
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      days_since_noncurrent_time = var.storage.keep_version_days
      with_state                 = "ARCHIVED"
    }
  }

  dynamic "lifecycle_rule" {
    for_each = var.storage.keep_output_days > 0 ? [var.storage.keep_output_days] : []

    content {
      action {
        type = "Delete"
      }
      condition {
        age            = lifecycle_rule.value
        matches_prefix = ["output/"]
      }
    }
  }

  depends_on = [google_project_service.apis]
}
