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

run "alarms" {
  command = plan

  assert {
    condition = alltrue(flatten([for route in keys(module.function) : [for kind in ["errors", "throttles", "duration"] :
      contains(keys(aws_cloudwatch_metric_alarm.this), "${route}-${kind}")
    ]]))
    error_message = "Every function has alarms for errors, throttles and duration."
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
        && aws_cloudwatch_metric_alarm.this["${route}-failed-items"].dimensions == tomap({ environment = "test", pipeline = split("-", route)[0], route = route })
      ],
    ))
    error_message = "Queues and streams have alarms for age and for items of a batch that failed."
  }
  assert {
    condition = alltrue([for each in aws_sqs_queue.dead_letters :
      contains([for alarm in aws_cloudwatch_metric_alarm.this : lookup(coalesce(alarm.dimensions, {}), "QueueName", "")], each.name)
    ])
    error_message = "Every dead-letter queue has an alarm, also where others read the queue."
  }
  assert {
    condition = (aws_cloudwatch_metric_alarm.this["health-ingest-undelivered"].dimensions.QueueName == "health-ingest-test-undelivered"
    && aws_cloudwatch_metric_alarm.this["health-digest-missed"].dimensions.QueueName == "health-digest-test-missed")
    error_message = "Rules and schedules have alarms for what can't be delivered."
  }
  assert {
    condition = alltrue(flatten([for key in keys(jsondecode(file(var.plan_file)).rules) : [
      for kind, metric in { refused = "FailedInvocations", lost = "InvocationsFailedToBeSentToDlq" } :
      aws_cloudwatch_metric_alarm.this["${key}-${kind}"].namespace == "AWS/Events" && aws_cloudwatch_metric_alarm.this["${key}-${kind}"].metric_name == metric
    ]]))
    error_message = "Each rule has alarms for what EventBridge could not start, and could not keep."
  }
  assert {
    condition = (aws_cloudwatch_metric_alarm.this["health-ingest-refused"].dimensions == tomap({ RuleName = "health-ingest-test" })
    && aws_cloudwatch_metric_alarm.this["health-analyze-lost"].dimensions == tomap({ RuleName = "health-analyze-test", EventBusName = "health-test" }))
    error_message = "EventBridge's metrics name the bus only where it is not the default one."
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
    condition = (aws_cloudwatch_metric_alarm.this["health-analyze-model-failures"].metric_name == "ModelFailures"
      && aws_cloudwatch_metric_alarm.this["health-analyze-model-failures"].threshold == 5
      && aws_cloudwatch_metric_alarm.this["health-analyze-model-refused"].metric_name == "ModelRequestsRefused"
    && aws_cloudwatch_metric_alarm.this["health-analyze-model-refused"].threshold == 0)
    error_message = "A model that fails is told, and at once if it may not be asked."
  }
  assert {
    condition = toset([for key in keys(aws_cloudwatch_metric_alarm.this) : key if endswith(key, "-quality")]) == toset([
      for route, each in jsondecode(file(var.plan_file)).functions : "${route}-quality" if try(each.judges, false)
    ])
    error_message = "Just the routes that judge records have an alarm for their quality."
  }
  assert {
    condition = alltrue([for route, each in jsondecode(file(var.plan_file)).functions :
      aws_cloudwatch_metric_alarm.this["${route}-errors"].evaluation_periods == (each.trigger.kind == "http" ? 1 : 3)
      ]) && alltrue([for route in ["customers-sync", "invoices-read", "weblogs-store", "weblogs-count"] :
      aws_cloudwatch_metric_alarm.this["${route}-failed-items"].evaluation_periods == 3
    ])
    error_message = "An attempt that fails and passes the next time is no alarm; where nobody tries again, the first failure is."
  }
  assert {
    condition     = alltrue([for each in aws_cloudwatch_metric_alarm.this : length(coalesce(each.ok_actions, [])) == 0])
    error_message = "One failure is told once."
  }
  assert {
    condition = (aws_cloudwatch_metric_alarm.this["queue-outgoing-age"].metric_name == "ApproximateAgeOfOldestMessage"
      && aws_cloudwatch_metric_alarm.this["queue-outgoing-age"].dimensions == tomap({ QueueName = "outgoing-test" })
    && aws_cloudwatch_metric_alarm.this["queue-outgoing-age"].threshold == 3600)
    error_message = "A queue that others read has an alarm for messages that nobody takes."
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
