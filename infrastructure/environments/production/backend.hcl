# Names of buckets are the whole world's: this one belongs to the project of example.tfvars.
bucket = "my-project-terraform"
prefix = "handoff"
