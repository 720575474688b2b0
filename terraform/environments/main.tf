# An environment: the example that this repository deploys. `terraform -chdir=terraform/environments apply -var-file=dev.tfvars`

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.20, < 7.0"
    }
  }

  # Where the state is says *.s3.tfbackend; a first try keeps it on the desk: docs/deploying.md.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  # The budget counts what has the tag environment.
  default_tags {
    tags = merge(var.tags, {
      project     = "dromedary"
      environment = "${coalesce(var.prefix, " ") == " " ? "" : var.prefix}${var.environment}"
      managed-by  = "terraform"
    })
  }
}

# An environment with properties files has a plan of its own.
locals {
  own_plan  = "${path.module}/../../target/plan.${var.environment}.json"
  plan_file = fileexists(local.own_plan) ? local.own_plan : "${path.module}/../../target/plan.json"
}

module "dromedary" {
  source = "../"

  plan_file           = local.plan_file
  function_zip        = "${path.module}/../../target/dromedary-function.zip"
  parquet_zip         = "${path.module}/../../target/dromedary-function-parquet.zip"
  duckdb_zip          = "${path.module}/../../target/dromedary-function-duckdb.zip"
  environment         = var.environment
  reserve_concurrency = var.reserve_concurrency
  memory_limit        = var.memory_limit
  prefix              = var.prefix

  # null is the module's own default.
  retired_failed_records = var.retired_failed_records

  architecture        = var.architecture
  image_uri           = var.image_uri
  live_versions       = var.live_versions
  retired_routes      = var.retired_routes
  retired_queues      = var.retired_queues
  traffic_shift       = var.traffic_shift
  log_retention_days  = var.log_retention_days
  retention           = var.retention
  protect_data        = var.protect_data
  kms_key_arn         = var.kms_key_arn
  alarm_emails        = var.alarm_emails
  runbook_url         = var.runbook_url
  topic_subscriptions = var.topic_subscriptions
  tell_recoveries     = var.tell_recoveries
  thresholds          = var.thresholds
  monthly_budget      = var.monthly_budget
  jwt                 = var.jwt
  api_throttle        = var.api_throttle
  geography           = var.geography
  tracing_subsegments = var.tracing_subsegments
  network             = var.network
  state               = var.state
  github              = var.github
}

module "codepipeline" {
  source = "../modules/codepipeline"
  count  = var.codepipeline == null ? 0 : 1

  delivery           = module.dromedary.delivery
  environment        = var.environment
  repository         = var.codepipeline
  log_retention_days = coalesce(var.log_retention_days, 30)
  variables          = { codepipeline = var.codepipeline, github = var.github, state = var.state }
}
