# What a plan with every kind of trigger becomes. Nothing is made: all runs are plans, and no account is asked.

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

run "triggers" {
  command = plan

  assert {
    condition = alltrue(concat(
      [for each in flatten([for function in module.function : values(function.triggers.queues)]) : each.function_response_types == toset(["ReportBatchItemFailures"])],
      [for each in flatten([for function in module.function : values(function.triggers.streams)]) : each.function_response_types == toset(["ReportBatchItemFailures"])],
    ))
    error_message = "Every mapping reports which items of a batch failed."
  }
  assert {
    condition = (toset(concat(flatten([for function in module.function : keys(function.triggers.queues)]), flatten([for function in module.function : keys(function.triggers.streams)])))
    == toset(keys(jsondecode(file(var.plan_file)).mappings)))
    error_message = "Each mapping of the plan is there."
  }
  assert {
    condition = alltrue([for arn in concat(
      [for each in flatten([for function in module.function : values(function.triggers.queues)]) : each.function_name],
      [for each in flatten([for function in module.function : values(function.triggers.streams)]) : each.function_name],
      [for each in flatten([for function in module.function : values(function.triggers.rules)]) : each.arn],
      [for each in flatten([for function in module.function : values(function.triggers.schedules)]) : each.target[0].arn],
      [for each in flatten([for function in module.function : values(function.triggers.endpoints)]) : each.integration.integration_uri],
      flatten([for each in aws_s3_bucket_notification.this : [for function in each.lambda_function : function.lambda_function_arn]]),
    ) : can(regex("^arn:aws:lambda:eu-central-1:123456789012:function:[a-z-]+-test:live$", arn))])
    error_message = "All triggers start the alias live."
  }
  assert {
    condition = alltrue(concat(
      [for each in flatten([for function in module.function : values(function.triggers.buckets)]) : each.qualifier == "live" && each.source_account == "123456789012"],
      [for each in flatten([for function in module.function : values(function.triggers.allowed)]) : each.qualifier == "live" && strcontains(each.source_arn, ":123456789012:")],
      [for each in flatten([for function in module.function : values(function.triggers.endpoints)]) : each.permission.qualifier == "live"],
    ))
    error_message = "Services may start the alias, in the name of this account."
  }
  assert {
    condition = alltrue(concat(
      [for each in flatten([for function in module.function : values(function.triggers.allowed)]) : each.source_account == null],
      [for each in flatten([for function in module.function : values(function.triggers.endpoints)]) : each.permission.source_account == null],
      [for each in concat(values(data.aws_iam_policy_document.rule), values(data.aws_iam_policy_document.failed_records)) :
      alltrue([for statement in jsondecode(each.json).Statement : !can(statement.Condition.StringEquals["aws:SourceAccount"])])],
    ))
    error_message = "EventBridge and API Gateway send no account: a condition on it would keep them out."
  }
  assert {
    condition = (module.function["customers-load"].triggers.buckets["dromedary-customers"].principal == "s3.amazonaws.com"
    && module.function["customers-load"].triggers.buckets["dromedary-customers"].source_arn == "arn:aws:s3:::dromedary-customers-test-123456789012-eu-central-1")
    error_message = "Only the bucket may start the function."
  }
  assert {
    condition = (module.function["health-ingest"].triggers.allowed["health-ingest"].source_arn == "arn:aws:events:eu-central-1:123456789012:rule/health-ingest-test"
    && module.function["health-analyze"].triggers.allowed["health-analyze"].source_arn == "arn:aws:events:eu-central-1:123456789012:rule/health-test/health-analyze-test")
    error_message = "Only the rule may start the function, on the default bus and on another."
  }
  assert {
    condition = (aws_cloudwatch_event_rule.this["health-ingest"].event_bus_name == "default"
      && aws_cloudwatch_event_rule.this["health-analyze"].event_bus_name == "health-test"
      && join(" ", jsondecode(aws_cloudwatch_event_rule.this["health-ingest"].event_pattern).detail.bucket.name) == "dromedary-health-test-123456789012-eu-central-1"
    && jsondecode(aws_cloudwatch_event_rule.this["health-ingest"].event_pattern).detail.object.key[0].wildcard == "raw/*.csv")
    error_message = "Rules have the plan's pattern, on its bus."
  }
  assert {
    condition = alltrue([for key, each in data.aws_iam_policy_document.rule :
      jsondecode(each.json).Statement[0].Principal.Service == "events.amazonaws.com"
      && jsondecode(each.json).Statement[0].Condition.ArnEquals["aws:SourceArn"] == module.function[key].triggers.allowed[key].source_arn
    ])
    error_message = "Only the rule may send to its dead-letter queue."
  }
  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.queue["invoices-read-objects"].json).Statement :
      statement.Effect == "Deny" || try(statement.Principal.Service == "s3.amazonaws.com"
        && statement.Condition.ArnEquals["aws:SourceArn"] == "arn:aws:s3:::dromedary-invoices-test-123456789012-eu-central-1"
      && statement.Condition.StringEquals["aws:SourceAccount"] == "123456789012", false)
    ]) && length(jsondecode(data.aws_iam_policy_document.queue["invoices-read-objects"].json).Statement) == 2
    error_message = "Only the bucket may send to the queue that its news go to."
  }
  assert {
    condition     = aws_s3_bucket_notification.this["dromedary-invoices"].queue[0].queue_arn == "arn:aws:sqs:eu-central-1:123456789012:invoices-read-objects-test"
    error_message = "The bucket tells the queue."
  }
  assert {
    condition = (module.function["customers-sync"].triggers.queues["customers-sync"].scaling_config[0].maximum_concurrency == 5
      && module.function["customers-sync"].triggers.queues["customers-sync"].batch_size == 10
    && module.function["invoices-read"].triggers.queues["invoices-read"].maximum_batching_window_in_seconds == 5)
    error_message = "Queue mappings have the plan's options."
  }
  assert {
    condition = (module.function["weblogs-count"].triggers.streams["weblogs-count"].starting_position == "LATEST"
      && module.function["weblogs-count"].triggers.streams["weblogs-count"].parallelization_factor == 2
      && module.function["weblogs-store"].triggers.streams["weblogs-store"].bisect_batch_on_function_error
      && module.function["weblogs-store"].triggers.streams["weblogs-store"].maximum_retry_attempts == 5
    && module.function["weblogs-store"].triggers.streams["weblogs-store"].maximum_record_age_in_seconds == 86400)
    error_message = "Stream mappings have the plan's options."
  }
  assert {
    condition     = strcontains(module.function["health-digest"].triggers.schedules["health-digest"].target[0].input, "<aws.scheduler.scheduled-time>")
    error_message = "Scheduler finds its attributes only where < and > stand as they are."
  }
  assert {
    condition = (jsondecode(data.aws_iam_policy_document.schedule_trust.json).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
      && jsondecode(data.aws_iam_policy_document.schedule["health-digest"].json).Statement[0].Resource
    == "arn:aws:lambda:eu-central-1:123456789012:function:health-digest-test:live")
    error_message = "Scheduler may start just the function, and for this account only."
  }
  assert {
    condition = (module.function["pipelines-start"].triggers.endpoints["pipelines-start"].route_key == "POST /pipelines/{id}"
      && module.function["pipelines-start"].triggers.endpoints["pipelines-start"].authorization_type == "AWS_IAM"
      && module.function["pipelines-start"].triggers.endpoints["pipelines-start"].integration.payload_format_version == "2.0"
    && aws_apigatewayv2_api.this[0].cors_configuration[0].allow_origins == toset(["https://example.com"]))
    error_message = "The endpoint is there, for who has the permission."
  }
}
