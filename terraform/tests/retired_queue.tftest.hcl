# What becomes of a queue whose route is removed while messages wait in it. Applied, to a provider that makes nothing, so that a queue that
# is made anew is told from the one that was there.

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
  prefix       = "claims-"
}

run "deployed" {
  variables {
    plan_file = "tests/fixtures/plan-with-queue.json"
  }

  assert {
    condition     = aws_sqs_queue.this["orders.fifo"].name == "claims-orders-test.fifo" && aws_sqs_queue.dead_letters["orders.fifo"].name == "claims-orders-dead-letters-test.fifo"
    error_message = "A queue that a route reads, and what it failed to do."
  }
}

run "route_removed" {
  variables {
    retired_queues = { "orders.fifo" = { visibility_timeout = 1800, max_receive_count = 3 } }
  }

  assert {
    condition     = output.queues["orders.fifo"] == run.deployed.queues["orders.fifo"] && keys(output.invoke) == ["orders-ingest"]
    error_message = "The route is gone, and its queue is the very same, with what is in it."
  }
  assert {
    condition = (aws_sqs_queue.this["orders.fifo"].name == "claims-orders-test.fifo" && aws_sqs_queue.this["orders.fifo"].fifo_queue
      && aws_sqs_queue.this["orders.fifo"].visibility_timeout_seconds == 1800
      && aws_sqs_queue.dead_letters["orders.fifo"].name == "claims-orders-dead-letters-test.fifo"
    && aws_sqs_queue.this["orders.fifo"].redrive_policy == jsonencode({ deadLetterTargetArn = "arn:aws:sqs:eu-central-1:123456789012:claims-orders-dead-letters-test.fifo", maxReceiveCount = 3 }))
    error_message = "Nothing about it has changed, its dead-letter queue included."
  }
  assert {
    condition     = aws_sqs_queue.this["orders.fifo"].message_retention_seconds == 1209600
    error_message = "Nobody reads it, so it keeps messages for as long as SQS does."
  }
  assert {
    condition = (aws_cloudwatch_metric_alarm.this["queue-orders-waiting"].dimensions.QueueName == "claims-orders-test.fifo"
    && aws_cloudwatch_metric_alarm.this["queue-orders-dead-letters"].dimensions.QueueName == "claims-orders-dead-letters-test.fifo")
    error_message = "What waits in either is told."
  }
}

run "retired_and_there" {
  command = plan

  variables {
    plan_file      = "tests/fixtures/plan-with-queue.json"
    retired_queues = { "orders.fifo" = {} }
  }

  expect_failures = [var.retired_queues]
}

run "dealt_with" {
  assert {
    condition     = output.queues == {} && length([for name in output.names.queues : name if strcontains(name, "claims-orders-test")]) == 0
    error_message = "What nobody needs any more is gone."
  }
}
