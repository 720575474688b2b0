# What becomes of a deployment whose route is renamed, to a name that is as odd as names may be, and then removed. Applied, to a provider that makes nothing: an order that can't be kept is
# an error then.

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
  plan_file    = "tests/fixtures/plan-orders-ingest.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "deployed" {
  assert {
    condition     = output.names.rules == ["orders-ingest-test"] && toset(output.names.queues) == toset(["orders-ingest-test-failed", "orders-ingest-test-undelivered"])
    error_message = "A route with its rule and queues."
  }
  assert {
    condition     = join(" ", terraform_data.standing.output) == "default/orders-ingest-test"
    error_message = "What starts functions is known before anything goes."
  }
}

run "renamed" {
  variables {
    plan_file      = "tests/fixtures/plan-with-odd-names.json"
    retired_routes = { "orders-ingest" = ["failed", "undelivered"] }
  }

  assert {
    condition     = join(" ", terraform_data.standing.output) == "default/2orders-take-2nd-test"
    error_message = "The new rule stands; the old one is gone."
  }
  assert {
    condition = (toset(output.names.queues) == toset(["2orders-take-2nd-test-failed", "2orders-take-2nd-test-undelivered", "orders-ingest-test-failed", "orders-ingest-test-undelivered"])
      && aws_sqs_queue.on_failure["orders-ingest"].url == run.deployed.failure_queues["orders-ingest-test-failed"]
    && aws_sqs_queue.rule["orders-ingest"].url == run.deployed.failure_queues["orders-ingest-test-undelivered"])
    error_message = "The queues of the old one are the very same, with what is in them."
  }
  assert {
    condition = (aws_cloudwatch_metric_alarm.this["orders-ingest-dead-letters"].dimensions.QueueName == "orders-ingest-test-failed"
    && aws_cloudwatch_metric_alarm.this["orders-ingest-undelivered"].dimensions.QueueName == "orders-ingest-test-undelivered")
    error_message = "And still have alarms."
  }
  assert {
    condition = (module.function["2orders-take-2nd"].triggers.buckets["orders.example"].statement_id == "bucket-orders-example"
      && module.function["2orders-take-2nd"].triggers.buckets["orders.example"].source_arn == "arn:aws:s3:::orders.example-test-123456789012-eu-central-1"
    && module.function["2orders-take-2nd"].role.name == "2orders-take-2nd-test-eu-central-1")
    error_message = "A name that begins with a digit, and a bucket with a dot, which is none in the id of a permission."
  }
}

run "retired_and_there" {
  command = plan

  variables {
    retired_routes = { "orders-ingest" = ["failed"] }
  }

  expect_failures = [var.retired_routes]
}

run "retired_with_what_is_not_kept" {
  command = plan

  variables {
    retired_routes = { "orders-older" = ["dead-letters"] }
  }

  expect_failures = [var.retired_routes]
}

run "dealt_with" {
  variables {
    plan_file = "tests/fixtures/plan-with-odd-names.json"
  }

  assert {
    condition     = toset(output.names.queues) == toset(["2orders-take-2nd-test-failed", "2orders-take-2nd-test-undelivered"])
    error_message = "What nobody needs any more is gone."
  }
}
