# A module: the provider, its region and tags, and where the state is, are whose who calls it: environments/ shows how.
terraform {
  required_version = ">= 1.11" # write-only arguments: values of parameters in no state

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.20, < 7.0" # 6.20 is the first that knows the runtime java25
    }
  }
}
