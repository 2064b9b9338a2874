# The state names no secret, but every resource: keep it where several people can reach it and nobody else. Which bucket
# that is stands in the environment's backend.hcl.
terraform {
  backend "gcs" {}
}
