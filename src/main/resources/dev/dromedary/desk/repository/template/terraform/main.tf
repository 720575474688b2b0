# An environment of the pipelines under ../routes. `../dromedary package` writes what this reads to ../target.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.20, < 7.0"
    }
  }

  # Where the state is says `terraform init -backend-config=…`: README.md.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { project = "@name@", environment = var.environment, managed-by = "terraform" }
  }
}

# An environment with properties files has a plan of its own.
locals {
  target   = "${path.module}/../target"
  own_plan = "${local.target}/plan.${var.environment}.json"
}

module "pipelines" {
  source = "../target/module"

  plan_file    = fileexists(local.own_plan) ? local.own_plan : "${local.target}/plan.json"
  function_zip = "${local.target}/dromedary-function.zip"
  parquet_zip  = "${local.target}/dromedary-function-parquet.zip"
  duckdb_zip   = "${local.target}/dromedary-function-duckdb.zip"
  environment  = var.environment
  protect_data = var.protect_data
  alarm_emails = var.alarm_emails
}

output "deployed" {
  description = "What is deployed, and what to do next."
  value       = module.pipelines
}
