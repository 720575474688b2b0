# What becomes of records that streams' functions gave up when the last of those routes is removed. Applied, to a provider that makes nothing.

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
  variables {
    plan_file = "tests/fixtures/plan.json"
  }

  assert {
    condition     = toset(keys(aws_sqs_queue.failed_records)) == toset(["dromedary-undelivered", "dromedary-weblogs"])
    error_message = "One stream's route names a bucket, the other does not."
  }
}

run "routes_removed" {
  variables {
    retired_failed_records = ["dromedary-undelivered"]
  }

  assert {
    condition = (keys(aws_sqs_queue.failed_records) == ["dromedary-undelivered"]
      && aws_sqs_queue.failed_records["dromedary-undelivered"].url == run.deployed.failure_queues["dromedary-undelivered-failed-records-test"]
    && aws_s3_bucket.this["dromedary-undelivered"].bucket == "dromedary-undelivered-test-123456789012-eu-central-1")
    error_message = "The routes are gone; the bucket of the deployment and its queue are the very same, with what is in them."
  }
  assert {
    condition = aws_s3_bucket_notification.this["dromedary-undelivered"].eventbridge && anytrue([
      for rule in aws_s3_bucket_lifecycle_configuration.this["dromedary-undelivered"].rule :
      try(rule.filter[0].prefix, "") == "aws/lambda/" && try(rule.expiration[0].days, 0) == 14
    ])
    error_message = "What is in the bucket goes after 14 days, as before."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["failed-records-dromedary-undelivered"].dimensions.QueueName == "dromedary-undelivered-failed-records-test"
    error_message = "What waits is told."
  }
}

run "bucket_that_is_gone" {
  command = plan

  variables {
    retired_failed_records = ["dromedary-weblogs"]
  }

  expect_failures = [var.retired_failed_records]
}

run "dealt_with" {
  assert {
    condition     = length(aws_sqs_queue.failed_records) == 0 && !can(aws_s3_bucket.this["dromedary-undelivered"])
    error_message = "What nobody needs any more is gone."
  }
}
