# One function alone, by -target, and then another, of a plan that has all triggers. Applied, to a provider that makes nothing. No condition can
# tell that something was not made: .ci/terraform looks into the state that is left.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
  # Of each policy the first statement's resource is read.
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Statement\":[{\"Resource\":\"arn:aws:sqs:eu-central-1:123456789012:queue\"}]}" }
  }
}

variables {
  plan_file    = "tests/fixtures/plan.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "customers-sync" {
  plan_options {
    target = [module.function["customers-sync"]]
  }

  assert {
    condition     = keys(module.function["customers-sync"].triggers.queues) == ["customers-sync"] && can(regex(".", module.function["customers-sync"].alias.arn))
    error_message = "A function with what starts it."
  }
}

run "health-ingest" {
  plan_options {
    target = [module.function["health-ingest"]]
  }

  assert {
    condition     = keys(module.function["health-ingest"].triggers.rules) == ["health-ingest"] && can(regex(".", module.function["health-ingest"].alias.arn))
    error_message = "A function with what starts it."
  }
}
