terraform {
  required_version = ">= 1.11" # write-only arguments: values of parameters in no state

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.20, < 7.0" # 6.20 is the first that knows the runtime java25
    }
  }

  # Where the state is says environments/*.s3.tfbackend; a first try keeps it on the desk: docs/deploying.md.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}
