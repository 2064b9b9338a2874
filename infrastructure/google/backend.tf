# The state names no secret, but every resource: keep it where several people can reach it and nobody else. The bucket is
# given to terraform init.
terraform {
  backend "gcs" {
    prefix = "handoff"
  }
}
