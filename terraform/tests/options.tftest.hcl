# What the variables change.

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
  plan_file    = "tests/fixtures/plan.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "an_earlier_version" {
  command = plan

  variables {
    live_versions = { "health-ingest" = "41" }
  }

  assert {
    condition     = module.function["health-ingest"].alias.function_version == "41"
    error_message = "One variable moves live back."
  }
}

run "no_subsegments" {
  command = plan

  variables {
    tracing_subsegments = 0
  }

  assert {
    condition = alltrue([for each in module.function :
      each.function.environment[0].variables["DROMEDARY_TRACING_SUBSEGMENTS"] == "0" && each.function.environment[0].variables["DROMEDARY_ENVIRONMENT"] == "test"
    ])
    error_message = "One variable changes what X-Ray gets of all functions, beside what the plan says."
  }
}

run "a_container_image" {
  command = plan

  variables {
    image_uri    = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dromedary@sha256:0000000000000000000000000000000000000000000000000000000000000000"
    function_zip = "there-is-none.zip"
    architecture = "x86_64"
  }

  assert {
    condition = alltrue([for each in module.function :
      each.function.package_type == "Image" && each.function.image_uri == var.image_uri && each.function.runtime == null && each.function.handler == null
      && length(each.function.snap_start) == 0 && each.function.publish && tolist(each.function.architectures) == tolist(["x86_64"])
      && each.function.image_config[0].command == tolist(["dev.dromedary.function.runtime.FunctionHandler::handleRequest"])
    ])
    error_message = "Functions run from the image, without SnapStart, which Lambda has for zips only."
  }
  assert {
    condition     = alltrue([for each in module.function : each.function.layers == null])
    error_message = "An image has no layers."
  }
  assert {
    condition     = length(aws_s3_object.code) == 0
    error_message = "No zip is read."
  }
}

run "a_network" {
  command = plan

  override_data {
    target = data.aws_vpc_endpoint_service.interface
    values = { availability_zones = ["eu-central-1b", "eu-central-1c"] }
  }

  variables {
    network = { cidr = "10.20.0.0/16", zones = ["eu-central-1a", "eu-central-1b"] }
  }

  assert {
    condition     = alltrue([for each in module.function : length(each.function.vpc_config) == 1])
    error_message = "Functions are in the VPC."
  }
  assert {
    condition = (toset([for each in aws_vpc_endpoint.gateway : each.service_name]) == toset(["com.amazonaws.eu-central-1.s3", "com.amazonaws.eu-central-1.dynamodb"])
      && toset([for each in aws_vpc_endpoint.interface : each.service_name]) == toset([for name in
    ["bedrock-runtime", "email", "events", "kinesis-streams", "sns", "sqs"] : "com.amazonaws.eu-central-1.${name}"]))
    error_message = "There are endpoints of just the services that routes use."
  }
  assert {
    condition = alltrue([for each in module.function : alltrue([for sid in ["AttachToNetwork", "CodeAttachesNothing"] :
      contains([for statement in jsondecode(each.policies.runtime).Statement : statement.Sid], sid)
    ])])
    error_message = "Lambda may attach functions, and their code may not."
  }
  assert {
    condition = (length(setsubtract(local.used_services, concat(keys(local.wanted_endpoints), tolist(local.gateway_endpoints)))) == 0
    && alltrue([for zones in local.endpoint_zones : join(" ", zones) == "eu-central-1b"]))
    error_message = "Each service that a permission names has a way, in the zones in which it is."
  }
  assert {
    condition     = length(aws_flow_log.this) == 1
    error_message = "Who talks to whom is logged."
  }
}

run "a_network_without_a_way" {
  command = plan

  variables {
    plan_file = "tests/fixtures/plan-with-unknown-service.json"
    network   = { cidr = "10.20.0.0/16", zones = ["eu-central-1a", "eu-central-1b"] }
  }

  expect_failures = [aws_vpc.this]
}

run "a_network_in_other_zones" {
  command = plan

  override_data {
    target = data.aws_vpc_endpoint_service.interface
    values = { availability_zones = ["eu-central-1c"] }
  }

  variables {
    network = { cidr = "10.20.0.0/16", zones = ["eu-central-1a", "eu-central-1b"] }
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "subscriptions" {
  command = plan

  variables {
    topic_subscriptions = { "dromedary-health-alerts" = [{ endpoint = "care-team@example.com" }] }
    tell_recoveries     = true
  }

  assert {
    condition     = join(" ", [for each in aws_sns_topic_subscription.this : "${each.protocol} ${each.endpoint}"]) == "email care-team@example.com"
    error_message = "Who subscribes gets what routes publish."
  }
  assert {
    condition     = alltrue([for each in aws_cloudwatch_metric_alarm.this : each.ok_actions == toset(["arn:aws:sns:eu-central-1:123456789012:dromedary-test-alarms"])])
    error_message = "Alarms tell that they are over where that is wanted."
  }
}

run "a_customer_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    state = {
      bucket      = "state"
      key         = "dromedary/test.tfstate"
      kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111"
    }
  }

  assert {
    condition = alltrue(concat(
      [for each in aws_s3_bucket_server_side_encryption_configuration.this : alltrue([for rule in each.rule :
      rule.bucket_key_enabled && startswith(rule.apply_server_side_encryption_by_default[0].kms_master_key_id, "arn:aws:kms:")])],
      [for each in aws_sqs_queue.this : each.kms_master_key_id == var.kms_key_arn],
      [for each in aws_dynamodb_table.this : each.server_side_encryption[0].enabled],
      [for each in module.function : each.log_group.kms_key_id == var.kms_key_arn],
    ))
    error_message = "The key encrypts data, messages and logs."
  }
  assert {
    condition = alltrue([for each in aws_cloudwatch_event_bus.this : each.kms_key_identifier == var.kms_key_arn]) && contains(one([
      for statement in jsondecode(output.key_policy).Statement : statement.Action if statement.Principal.Service == "events.amazonaws.com"
    ]), "kms:DescribeKey")
    error_message = "Event buses are encrypted by the key, whose policy lets EventBridge look at it."
  }
  assert {
    condition = anytrue([for statement in jsondecode(output.delivery.policies.plan).Statement :
      try(statement.Action == "kms:Decrypt" && statement.Resource == var.kms_key_arn && statement.Effect == "Allow", false)
      ]) && anytrue([for statement in jsondecode(output.delivery.policies.plan).Statement :
      try(statement.Resource == var.state.kms_key_arn && contains(statement.Action, "kms:Decrypt"), false)
    ])
    error_message = "Who plans may decrypt what it compares, and the state."
  }
  assert {
    condition = alltrue([for each in module.function : anytrue([for statement in jsondecode(each.policies.runtime).Statement :
      try(statement.Resource == var.kms_key_arn && contains(statement.Condition.StringEquals["kms:ViaService"], "s3.eu-central-1.amazonaws.com"), false)
    ])])
    error_message = "Functions use the key only through services."
  }
}

run "a_budget_without_the_tag" {
  command = plan

  variables {
    monthly_budget = 25
  }

  expect_failures = [aws_budgets_budget.this]
}

run "a_budget_and_addresses" {
  command = plan

  override_data {
    target = data.aws_default_tags.current
    values = { tags = { environment = "test" } }
  }

  variables {
    monthly_budget = 25
    alarm_emails   = ["someone@example.com"]
  }

  assert {
    condition = (aws_budgets_budget.this[0].limit_amount == "25"
    && toset(flatten([for each in aws_budgets_budget.this[0].notification : tolist(each.subscriber_sns_topic_arns)])) == toset(["arn:aws:sns:eu-central-1:123456789012:dromedary-test-alarms"]))
    error_message = "The budget tells the topic."
  }
  assert {
    condition     = join(" ", one(aws_budgets_budget.this[0].cost_filter).values) == "user:environment$test"
    error_message = "The budget counts what has the environment's tag."
  }
  assert {
    condition     = aws_sns_topic_subscription.alarms["someone@example.com"].protocol == "email"
    error_message = "The address gets alarms."
  }
}

run "refuses_what_cannot_work" {
  command = plan

  variables {
    environment        = "Production!"
    architecture       = "arm"
    image_uri          = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dromedary:latest"
    live_versions      = { "no-such-route" = "1" }
    log_retention_days = 31
    retention          = { "raw/" = { archive_after = 30, delete_after = 30 } }
    network            = { cidr = "10.20.0.0/16", zones = ["eu-central-1a"] }
    kms_key_arn        = "alias/mine"
    github             = { repository = "someone/*" }
    monthly_budget     = 0
    thresholds         = { quality_score = 101 }
  }

  expect_failures = [
    var.environment, var.architecture, var.image_uri, var.live_versions, var.log_retention_days, var.retention,
    var.network, var.kms_key_arn, var.github, var.monthly_budget, var.thresholds,
  ]
}

run "refuses_a_missing_plan" {
  command = plan

  variables {
    plan_file = "tests/fixtures/no-such-plan.json"
  }

  expect_failures = [var.plan_file]
}
