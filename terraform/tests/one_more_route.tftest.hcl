# A route more in the plan is a function with all that belongs to it, and nothing else changes. The second plan is the first
# with routes/orders/ingest.camel.yaml added.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  plan_file    = "tests/fixtures/plan-with-one-more.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "what_the_route_brings" {
  command = plan

  assert {
    condition = (module.function["orders-ingest"].function.function_name == "orders-ingest-test"
      && module.function["orders-ingest"].alias.name == "live"
    && module.function["orders-ingest"].function.snap_start[0].apply_on == "PublishedVersions")
    error_message = "A function with its alias."
  }
  assert {
    condition = (module.function["orders-ingest"].triggers.rules["orders-ingest"].arn == "arn:aws:lambda:eu-central-1:123456789012:function:orders-ingest-test:live"
      && module.function["orders-ingest"].triggers.allowed["orders-ingest"].source_arn == "arn:aws:events:eu-central-1:123456789012:rule/orders-ingest-test"
    && aws_s3_bucket_notification.this["dromedary-orders"].eventbridge)
    error_message = "Its trigger: bucket, rule and permission."
  }
  assert {
    condition = (module.function["orders-ingest"].role.name == "orders-ingest-test-eu-central-1"
      && toset([for each in jsondecode(module.function["orders-ingest"].policies.route).Statement : each.Sid])
      == toset([for each in jsondecode(file(var.plan_file)).functions.orders-ingest.statements : each.sid])
      && one([for each in jsondecode(module.function["orders-ingest"].policies.route).Statement : each.Resource if each.Sid == "ReadObjects"])
    == "arn:aws:s3:::dromedary-orders-test-123456789012-eu-central-1/raw/*")
    error_message = "Its role, with just what the route does."
  }
  assert {
    condition     = module.function["orders-ingest"].log_group.name == "/aws/lambda/orders-ingest-test"
    error_message = "Its log group."
  }
  assert {
    condition = (aws_sqs_queue.on_failure["orders-ingest"].name == "orders-ingest-test-failed"
    && aws_sqs_queue.rule["orders-ingest"].name == "orders-ingest-test-undelivered")
    error_message = "What holds its failures."
  }
  assert {
    condition = join(" ", output.alarms["orders-ingest"]) == join(" ", [for kind in
      ["dead-letters", "dropped-events", "duration", "errors", "event-age", "lost-dead-letters", "lost", "quality", "refused", "throttles", "undelivered"] :
      "orders-ingest-${kind}-test"
    ])
    error_message = "Its alarms."
  }
  assert {
    condition     = output.upload["orders-ingest"] == "aws s3 cp FILE s3://dromedary-orders-test-123456789012-eu-central-1/raw/FILE"
    error_message = "And the command that starts it."
  }
  assert {
    condition = { for route, each in jsondecode(file(var.plan_file)).functions : route => each if route != "orders-ingest" } == {
    for route, each in jsondecode(file("tests/fixtures/plan.json")).functions : route => each }
    error_message = "The second plan is the first with one route more."
  }
  assert {
    condition     = toset(keys(module.function)) == setunion(keys(jsondecode(file("tests/fixtures/plan.json")).functions), ["orders-ingest"])
    error_message = "The other functions are as they were."
  }
}
