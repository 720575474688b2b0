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
  region       = "eu-central-1"
}

run "functions" {
  command = plan

  assert {
    condition     = toset(keys(module.function)) == toset(keys(jsondecode(file(var.plan_file)).functions))
    error_message = "Each route of the plan is a function."
  }
  assert {
    condition = alltrue([for each in module.function :
      each.function.runtime == "java25" && each.function.package_type == "Zip" && tolist(each.function.architectures) == tolist(["arm64"])
    ])
    error_message = "Functions run on java25 and arm64, from the zip."
  }
  assert {
    condition = alltrue([for each in module.function :
      each.function.publish && each.function.snap_start[0].apply_on == "PublishedVersions"
    ])
    error_message = "Functions have SnapStart, on published versions."
  }
  assert {
    condition     = alltrue([for each in module.function : each.alias.name == "live"])
    error_message = "Functions have the alias live."
  }
  assert {
    condition     = alltrue([for each in module.function : each.function.tracing_config[0].mode == "Active"])
    error_message = "X-Ray is active."
  }
  assert {
    condition = alltrue([for each in module.function :
      each.function.logging_config[0].log_format == "JSON" && each.function.logging_config[0].log_group == "/aws/lambda/${each.function.function_name}"
      && each.log_group.name == "/aws/lambda/${each.function.function_name}" && each.log_group.retention_in_days == 30
    ])
    error_message = "Functions log JSON to a log group of their own, with retention."
  }
  assert {
    condition = (module.function["health-ingest"].function.memory_size == 1024 && module.function["health-ingest"].function.timeout == 300
    && module.function["health-ingest"].function.reserved_concurrent_executions == 5)
    error_message = "Memory, timeout and reserved concurrency are the plan's."
  }
  assert {
    condition     = module.function["health-ingest"].function.environment[0].variables["HEALTH_BUCKET"] == "dromedary-health-test-123456789012"
    error_message = "The environment has real names."
  }
  assert {
    condition = alltrue([for each in module.function :
      jsondecode(each.policies.trust).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    ])
    error_message = "Only this account's Lambda assumes the roles."
  }
  assert {
    condition = anytrue([for each in jsondecode(module.function["health-ingest"].policies.route).Statement :
      try(each.Sid == "ListObjects" && each.Action == "s3:ListBucket" && each.Resource == "arn:aws:s3:::dromedary-health-test-123456789012"
      && each.Condition.StringLike["s3:prefix"] == "raw/*", false)
    ])
    error_message = "Statements are the plan's, with conditions, and placeholders replaced."
  }
  assert {
    condition = alltrue(flatten([for each in module.function : [
      for statement in concat(jsondecode(each.policies.route).Statement, jsondecode(each.policies.runtime).Statement) :
      statement.Resource != "*" || startswith(flatten([statement.Action])[0], "xray:")
    ]]))
    error_message = "Only X-Ray's actions have the resource *."
  }
  assert {
    condition = alltrue(flatten([for each in module.function : [
      for statement in concat(jsondecode(each.policies.route).Statement, jsondecode(each.policies.runtime).Statement) :
      alltrue([for action in flatten([statement.Action]) : !strcontains(action, "*")])
    ]]))
    error_message = "No action has a wildcard."
  }
}

run "failures_are_kept" {
  command = plan

  assert {
    condition = toset([for route, each in module.function : route if length(each.on_failure.config) == 1]) == toset([
      for route, each in jsondecode(file(var.plan_file)).functions : route if try(each.asynchronous, false)
    ])
    error_message = "Just the asynchronous functions have an on-failure destination."
  }
  assert {
    condition = alltrue(flatten([for each in module.function : [for config in each.on_failure.config :
      config.qualifier == "live" && config.maximum_retry_attempts == 2 && config.maximum_event_age_in_seconds == 21600
      && config.destination_config[0].on_failure[0].destination == "arn:aws:sqs:eu-central-1:123456789012:${each.function.function_name}-failed"
    ]]))
    error_message = "The on-failure destination is the function's own queue, on the alias."
  }
  assert {
    condition = alltrue(flatten([for each in module.function : [for queue in each.on_failure.queue :
      queue.name == "${each.function.function_name}-failed" && queue.fifo_queue != true && queue.message_retention_seconds == 1209600
    ]]))
    error_message = "Failed events are kept for 14 days, in a standard queue."
  }
  assert {
    condition     = alltrue([for each in module.function : length(each.function.dead_letter_config) == 0])
    error_message = "No dead_letter_config besides, or each event would land twice."
  }
  assert {
    condition = alltrue([for each in module.function : length(each.on_failure.config) == 0 || anytrue([
      for statement in jsondecode(each.policies.runtime).Statement : statement.Action == "sqs:SendMessage"
      && statement.Resource == "arn:aws:sqs:eu-central-1:123456789012:${each.function.function_name}-failed"
    ])])
    error_message = "The function's role may send to its queue."
  }
  assert {
    condition     = alltrue([for each in aws_sqs_queue.dead_letters : each.message_retention_seconds == 1209600])
    error_message = "Dead letters are kept for 14 days."
  }
  assert {
    condition = alltrue([for key, each in aws_sqs_queue.this :
      jsondecode(each.redrive_policy).deadLetterTargetArn == "arn:aws:sqs:eu-central-1:123456789012:${aws_sqs_queue.dead_letters[key].name}"
      && jsondecode(each.redrive_policy).maxReceiveCount == 5
      && jsondecode(aws_sqs_queue.dead_letters[key].redrive_allow_policy).sourceQueueArns == ["arn:aws:sqs:eu-central-1:123456789012:${each.name}"]
    ])
    error_message = "Queues hand what fails to their own dead-letter queue, which takes from no other."
  }
  assert {
    condition = alltrue([for key, each in aws_cloudwatch_event_target.this :
      each.dead_letter_config[0].arn == "arn:aws:sqs:eu-central-1:123456789012:${aws_sqs_queue.rule[key].name}"
      && aws_sqs_queue.rule[key].message_retention_seconds == 1209600
    ])
    error_message = "Each rule has a dead-letter queue of its own, for 14 days."
  }
  assert {
    condition = alltrue([for key, each in aws_scheduler_schedule.this :
      each.target[0].dead_letter_config[0].arn == "arn:aws:sqs:eu-central-1:123456789012:${aws_sqs_queue.schedule[key].name}"
      && aws_sqs_queue.schedule[key].message_retention_seconds == 1209600
    ])
    error_message = "Each schedule has a dead-letter queue of its own, for 14 days."
  }
  assert {
    condition = (
      aws_lambda_event_source_mapping.stream["weblogs-store"].destination_config[0].on_failure[0].destination_arn == "arn:aws:s3:::dromedary-weblogs-test-123456789012"
      && aws_lambda_event_source_mapping.stream["weblogs-count"].destination_config[0].on_failure[0].destination_arn == "arn:aws:s3:::dromedary-undelivered-test-123456789012"
    )
    error_message = "Records that are given up go to the route's bucket, or else to the deployment's."
  }
  assert {
    condition = alltrue([for key in ["dromedary-weblogs", "dromedary-undelivered"] : anytrue([
      for rule in aws_s3_bucket_lifecycle_configuration.this[key].rule :
      try(rule.filter[0].prefix, "") == "aws/lambda/" && try(rule.expiration[0].days, 0) == 14
    ]) && aws_s3_bucket_notification.this[key].eventbridge && aws_sqs_queue.failed_records[key].message_retention_seconds == 1209600])
    error_message = "They are kept for 14 days, and a queue is told of them."
  }
  assert {
    condition = alltrue([for route in ["weblogs-store", "weblogs-count"] : length([
      for statement in jsondecode(module.function[route].policies.runtime).Statement : statement
      if contains(["KeepFailedRecords", "FindBucketOfFailedRecords"], statement.Sid)
    ]) == 2])
    error_message = "The role may store them."
  }
}

run "triggers" {
  command = plan

  assert {
    condition = alltrue(concat(
      [for each in aws_lambda_event_source_mapping.queue : each.function_response_types == toset(["ReportBatchItemFailures"])],
      [for each in aws_lambda_event_source_mapping.stream : each.function_response_types == toset(["ReportBatchItemFailures"])],
    ))
    error_message = "Every mapping reports which items of a batch failed."
  }
  assert {
    condition = (toset(concat(keys(aws_lambda_event_source_mapping.queue), keys(aws_lambda_event_source_mapping.stream)))
    == toset(keys(jsondecode(file(var.plan_file)).mappings)))
    error_message = "Each mapping of the plan is there."
  }
  assert {
    condition = alltrue([for arn in concat(
      [for each in aws_lambda_event_source_mapping.queue : each.function_name],
      [for each in aws_lambda_event_source_mapping.stream : each.function_name],
      [for each in aws_cloudwatch_event_target.this : each.arn],
      [for each in aws_scheduler_schedule.this : each.target[0].arn],
      [for each in aws_apigatewayv2_integration.this : each.integration_uri],
      flatten([for each in aws_s3_bucket_notification.this : [for function in each.lambda_function : function.lambda_function_arn]]),
    ) : can(regex("^arn:aws:lambda:eu-central-1:123456789012:function:[a-z-]+-test:live$", arn))])
    error_message = "All triggers start the alias live."
  }
  assert {
    condition = alltrue(concat(
      [for each in aws_lambda_permission.bucket : each.qualifier == "live" && each.source_account == "123456789012"],
      [for each in aws_lambda_permission.rule : each.qualifier == "live" && each.source_account == "123456789012"],
      [for each in aws_lambda_permission.endpoint : each.qualifier == "live" && each.source_account == "123456789012"],
    ))
    error_message = "Services may start the alias, in the name of this account."
  }
  assert {
    condition = (aws_lambda_permission.bucket["dromedary-customers:customers-load"].principal == "s3.amazonaws.com"
    && aws_lambda_permission.bucket["dromedary-customers:customers-load"].source_arn == "arn:aws:s3:::dromedary-customers-test-123456789012")
    error_message = "Only the bucket may start the function."
  }
  assert {
    condition = (aws_lambda_permission.rule["health-ingest"].source_arn == "arn:aws:events:eu-central-1:123456789012:rule/health-ingest-test"
    && aws_lambda_permission.rule["health-analyze"].source_arn == "arn:aws:events:eu-central-1:123456789012:rule/health-test/health-analyze-test")
    error_message = "Only the rule may start the function, on the default bus and on another."
  }
  assert {
    condition = (aws_cloudwatch_event_rule.this["health-ingest"].event_bus_name == "default"
      && aws_cloudwatch_event_rule.this["health-analyze"].event_bus_name == "health-test"
      && join(" ", jsondecode(aws_cloudwatch_event_rule.this["health-ingest"].event_pattern).detail.bucket.name) == "dromedary-health-test-123456789012"
    && jsondecode(aws_cloudwatch_event_rule.this["health-ingest"].event_pattern).detail.object.key[0].wildcard == "raw/*.csv")
    error_message = "Rules have the plan's pattern, on its bus."
  }
  assert {
    condition = alltrue([for key, each in data.aws_iam_policy_document.rule :
      jsondecode(each.json).Statement[0].Principal.Service == "events.amazonaws.com"
      && jsondecode(each.json).Statement[0].Condition.ArnEquals["aws:SourceArn"] == aws_lambda_permission.rule[key].source_arn
      && jsondecode(each.json).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    ])
    error_message = "Only the rule may send to its dead-letter queue."
  }
  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.queue["invoices-read-objects"].json).Statement :
      statement.Effect == "Deny" || try(statement.Principal.Service == "s3.amazonaws.com"
        && statement.Condition.ArnEquals["aws:SourceArn"] == "arn:aws:s3:::dromedary-invoices-test-123456789012"
      && statement.Condition.StringEquals["aws:SourceAccount"] == "123456789012", false)
    ]) && length(jsondecode(data.aws_iam_policy_document.queue["invoices-read-objects"].json).Statement) == 2
    error_message = "Only the bucket may send to the queue that its news go to."
  }
  assert {
    condition     = aws_s3_bucket_notification.this["dromedary-invoices"].queue[0].queue_arn == "arn:aws:sqs:eu-central-1:123456789012:invoices-read-objects-test"
    error_message = "The bucket tells the queue."
  }
  assert {
    condition = (aws_lambda_event_source_mapping.queue["customers-sync"].scaling_config[0].maximum_concurrency == 5
      && aws_lambda_event_source_mapping.queue["customers-sync"].batch_size == 10
    && aws_lambda_event_source_mapping.queue["invoices-read"].maximum_batching_window_in_seconds == 5)
    error_message = "Queue mappings have the plan's options."
  }
  assert {
    condition = (aws_lambda_event_source_mapping.stream["weblogs-count"].starting_position == "LATEST"
      && aws_lambda_event_source_mapping.stream["weblogs-count"].parallelization_factor == 2
      && aws_lambda_event_source_mapping.stream["weblogs-store"].bisect_batch_on_function_error
      && aws_lambda_event_source_mapping.stream["weblogs-store"].maximum_retry_attempts == 5
    && aws_lambda_event_source_mapping.stream["weblogs-store"].maximum_record_age_in_seconds == 86400)
    error_message = "Stream mappings have the plan's options."
  }
  assert {
    condition     = strcontains(aws_scheduler_schedule.this["health-digest"].target[0].input, "<aws.scheduler.scheduled-time>")
    error_message = "Scheduler finds its attributes only where < and > stand as they are."
  }
  assert {
    condition = (jsondecode(data.aws_iam_policy_document.schedule_trust.json).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
      && jsondecode(data.aws_iam_policy_document.schedule["health-digest"].json).Statement[0].Resource
    == "arn:aws:lambda:eu-central-1:123456789012:function:health-digest-test:live")
    error_message = "Scheduler may start just the function, and for this account only."
  }
  assert {
    condition = (aws_apigatewayv2_route.this["pipelines-start"].route_key == "POST /pipelines/{id}"
      && aws_apigatewayv2_route.this["pipelines-start"].authorization_type == "AWS_IAM"
      && aws_apigatewayv2_integration.this["pipelines-start"].payload_format_version == "2.0"
    && aws_apigatewayv2_api.this[0].cors_configuration[0].allow_origins == toset(["https://example.com"]))
    error_message = "The endpoint is there, for who has the permission."
  }
}

run "storage" {
  command = plan

  assert {
    condition = toset([for each in aws_s3_bucket.this : each.bucket]) == toset([for name in
      ["artifacts", "customers", "health", "invoices", "undelivered", "weblogs"] : "dromedary-${name}-test-123456789012"
    ])
    error_message = "The plan's buckets, and two of the deployment."
  }
  assert {
    condition = alltrue([for key, each in aws_s3_bucket.this :
      aws_s3_bucket_versioning.this[key].versioning_configuration[0].status == "Enabled"
      && join(" ", [for rule in aws_s3_bucket_server_side_encryption_configuration.this[key].rule : rule.apply_server_side_encryption_by_default[0].sse_algorithm])
      == (key == "dromedary-invoices" ? "aws:kms" : "AES256")
      && aws_s3_bucket_ownership_controls.this[key].rule[0].object_ownership == "BucketOwnerEnforced"
    ])
    error_message = "Buckets are versioned, encrypted, and without access lists."
  }
  assert {
    condition = (one(aws_s3_bucket_server_side_encryption_configuration.this["dromedary-invoices"].rule).apply_server_side_encryption_by_default[0].kms_master_key_id
    == "arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111")
    error_message = "A bucket with a key of its own is encrypted by it."
  }
  assert {
    condition = alltrue([for each in aws_s3_bucket_public_access_block.this :
      each.block_public_acls && each.block_public_policy && each.ignore_public_acls && each.restrict_public_buckets
    ])
    error_message = "Nothing is public."
  }
  assert {
    condition = alltrue([for key, each in aws_s3_bucket.this : anytrue([
      for statement in jsondecode(data.aws_iam_policy_document.bucket[key].json).Statement :
      statement.Effect == "Deny" && statement.Condition.Bool["aws:SecureTransport"] == "false"
      && toset(flatten([statement.Resource])) == toset(["arn:aws:s3:::${each.bucket}", "arn:aws:s3:::${each.bucket}/*"])
    ])])
    error_message = "Buckets refuse connections without TLS."
  }
  assert {
    condition = alltrue([for each in aws_s3_bucket_lifecycle_configuration.this :
      each.rule[0].abort_incomplete_multipart_upload[0].days_after_initiation == 1
      && each.rule[0].noncurrent_version_expiration[0].noncurrent_days == 30
      && each.rule[0].expiration[0].expired_object_delete_marker
    ])
    error_message = "Buckets tidy up: uploads after 1 day, old versions after 30, markers that hide nothing."
  }
  assert {
    condition = join(", ", [for rule in aws_s3_bucket_lifecycle_configuration.this["dromedary-health"].rule : join(" ", concat(
      [rule.filter[0].prefix, tostring(rule.expiration[0].days)],
      [for transition in rule.transition : "${transition.days} ${transition.storage_class}"],
    )) if rule.id != "tidy"]) == "analyzed/ 365 30 GLACIER_IR, processed/ 365 30 GLACIER_IR, raw/ 30, rejected/ 30"
    error_message = "What becomes of objects is the variable retention, for the prefixes that the bucket has."
  }
  assert {
    condition     = aws_s3_bucket_notification.this["dromedary-health"].eventbridge && !aws_s3_bucket_notification.this["dromedary-customers"].eventbridge
    error_message = "Buckets tell EventBridge where the plan says so."
  }
  assert {
    condition = alltrue([for each in aws_dynamodb_table.this :
      each.billing_mode == "PAY_PER_REQUEST" && each.point_in_time_recovery[0].enabled && each.deletion_protection_enabled
      && [for ttl in each.ttl : ttl.enabled] == [true]
    ])
    error_message = "Tables are on demand, recoverable, protected, and drop what has expired."
  }
  assert {
    condition = (aws_dynamodb_table.this["dromedary-health-analyses"].range_key == "analysis_timestamp"
      && [for index in aws_dynamodb_table.this["dromedary-health-analyses"].global_secondary_index : "${index.name} ${index.hash_key} ${index.range_key}"]
    == ["by-date analysis_date analysis_timestamp"])
    error_message = "Tables have the plan's keys and indexes."
  }
  assert {
    condition = (aws_sqs_queue.this["customers-messages.fifo"].name == "customers-messages-test.fifo"
      && aws_sqs_queue.this["customers-messages.fifo"].fifo_queue && aws_sqs_queue.dead_letters["customers-messages.fifo"].fifo_queue
    && aws_sqs_queue.this["customers-messages.fifo"].visibility_timeout_seconds == 180)
    error_message = "A FIFO queue has a FIFO dead-letter queue, and the plan's visibility timeout."
  }
  assert {
    condition = alltrue(concat(
      [for each in aws_sqs_queue.this : each.sqs_managed_sse_enabled],
      [for each in aws_sqs_queue.dead_letters : each.sqs_managed_sse_enabled],
      [for each in aws_kinesis_stream.this : each.encryption_type == "KMS"],
      [for each in aws_sns_topic.this : each.kms_master_key_id == "alias/aws/sns"],
    ))
    error_message = "Messages and records are encrypted."
  }
  assert {
    condition     = aws_cloudwatch_event_archive.this["health"].retention_days == 14
    error_message = "A bus of our own has an archive."
  }
  assert {
    condition = (toset(keys(aws_ssm_parameter.this)) == toset(["/dromedary/health/mail-key-test"])
    && toset(keys(aws_secretsmanager_secret.this)) == toset(["dromedary-health-token-test"]))
    error_message = "What must not be in the environment is a parameter or secret."
  }
}

run "alarms" {
  command = plan

  assert {
    condition = alltrue(flatten([for route in keys(module.function) : [for kind in ["errors", "throttles", "duration", "quality"] :
      contains(keys(aws_cloudwatch_metric_alarm.this), "${route}-${kind}")
    ]]))
    error_message = "Every function has alarms for errors, throttles, duration and quality."
  }
  assert {
    condition = alltrue([for route, each in jsondecode(file(var.plan_file)).functions :
      each.trigger.kind == "http" || contains(keys(aws_cloudwatch_metric_alarm.this), "${route}-dead-letters")
    ])
    error_message = "Every function that nobody waits for has an alarm for dead letters."
  }
  assert {
    condition = alltrue(flatten([for route, each in jsondecode(file(var.plan_file)).functions : [
      for kind in ["event-age", "dropped-events", "lost-dead-letters"] : contains(keys(aws_cloudwatch_metric_alarm.this), "${route}-${kind}")
    ] if try(each.asynchronous, false)]))
    error_message = "Asynchronous functions have alarms for events that wait, are dropped, or can't be kept."
  }
  assert {
    condition = alltrue(concat(
      [for route in ["customers-sync", "invoices-read"] : aws_cloudwatch_metric_alarm.this["${route}-queue-age"].metric_name == "ApproximateAgeOfOldestMessage"],
      [for route in ["weblogs-store", "weblogs-count"] : aws_cloudwatch_metric_alarm.this["${route}-iterator-age"].metric_name == "IteratorAge"],
      [for route in ["customers-sync", "invoices-read", "weblogs-store", "weblogs-count"] :
        aws_cloudwatch_metric_alarm.this["${route}-failed-items"].namespace == "Dromedary"
        && aws_cloudwatch_metric_alarm.this["${route}-failed-items"].dimensions == tomap({ pipeline = split("-", route)[0], route = route })
      ],
    ))
    error_message = "Queues and streams have alarms for age and for items of a batch that failed."
  }
  assert {
    condition = (aws_cloudwatch_metric_alarm.this["health-ingest-undelivered"].dimensions.QueueName == "health-ingest-test-undelivered"
    && aws_cloudwatch_metric_alarm.this["health-digest-missed"].dimensions.QueueName == "health-digest-test-missed")
    error_message = "Rules and schedules have alarms for what can't be delivered."
  }
  assert {
    condition = (toset([for key in keys(aws_cloudwatch_metric_alarm.this) : key if endswith(key, "-silence")]) == toset(["health-digest-silence", "health-ingest-silence"])
      && aws_cloudwatch_metric_alarm.this["health-ingest-silence"].treat_missing_data == "breaching"
      && aws_cloudwatch_metric_alarm.this["health-ingest-silence"].period * aws_cloudwatch_metric_alarm.this["health-ingest-silence"].evaluation_periods == 90000
    && aws_cloudwatch_metric_alarm.this["health-digest-silence"].period * aws_cloudwatch_metric_alarm.this["health-digest-silence"].evaluation_periods == 604800)
    error_message = "Where something is expected, silence is an alarm."
  }
  assert {
    condition     = toset([for key in keys(aws_cloudwatch_metric_alarm.this) : key if endswith(key, "-model-cost")]) == toset(["health-analyze-model-cost"])
    error_message = "Routes that ask a model have an alarm for its cost."
  }
  assert {
    condition = alltrue([for each in aws_cloudwatch_metric_alarm.this :
      each.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:dromedary-test-alarms"])
    ])
    error_message = "Alarms tell the topic."
  }
  # The heading has to be there, or the alarm leads nowhere.
  assert {
    condition = alltrue(concat([for key, each in aws_cloudwatch_metric_alarm.this :
      contains(regexall("(?m)^#+ Alarm: ([a-z-]+)$", file("../docs/deploying.md"))[*][0], replace(regex("#(.+)$", each.alarm_description)[0], "alarm-", ""))
      && can(regex("^[a-z-]+ \\(routes/[a-z/-]+\\.camel\\.yaml\\): ", each.alarm_description))
    ], [strcontains(file("../docs/deploying.md"), "\n### Alarm: api\n")]))
    error_message = "Each alarm names its route and file, and a heading of docs/deploying.md."
  }
  assert {
    condition = alltrue([for key in keys(module.function) : length([
      for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget if startswith(try(widget.properties.title, ""), "${key}:")
    ]) == 3])
    error_message = "Each route has its row on the dashboard."
  }
  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.alarms.json).Statement :
      statement.Condition.StringEquals["aws:SourceAccount"] == "123456789012" && can(statement.Condition.ArnLike["aws:SourceArn"])
    ])
    error_message = "Only this account's alarms and budgets may tell the topic."
  }
}
