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

run "failures_are_kept" {
  command = plan

  assert {
    condition = toset([for route, each in module.function : route if length(each.on_failure) == 1]) == toset([
      for route, each in jsondecode(file(var.plan_file)).functions : route if try(each.asynchronous, false)
    ])
    error_message = "Just the asynchronous functions have an on-failure destination."
  }
  assert {
    condition = alltrue(flatten([for each in module.function : [for config in each.on_failure :
      config.qualifier == "live" && config.maximum_retry_attempts == 2 && config.maximum_event_age_in_seconds == 21600
      && config.destination_config[0].on_failure[0].destination == "arn:aws:sqs:eu-central-1:123456789012:${each.function.function_name}-failed"
    ]]))
    error_message = "The on-failure destination is the function's own queue, on the alias."
  }
  assert {
    condition = alltrue([for route, queue in aws_sqs_queue.on_failure :
      queue.name == "${module.function[route].function.function_name}-failed" && queue.fifo_queue != true && queue.message_retention_seconds == 1209600
    ])
    error_message = "Failed events are kept for 14 days, in a standard queue."
  }
  assert {
    condition     = alltrue([for each in module.function : length(each.function.dead_letter_config) == 0])
    error_message = "No dead_letter_config besides, or each event would land twice."
  }
  assert {
    condition = alltrue([for each in module.function : length(each.on_failure) == 0 || anytrue([
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
    condition = alltrue([for key, each in merge([for function in module.function : function.triggers.rules]...) :
      each.dead_letter_config[0].arn == "arn:aws:sqs:eu-central-1:123456789012:${aws_sqs_queue.rule[key].name}"
      && aws_sqs_queue.rule[key].message_retention_seconds == 1209600
    ])
    error_message = "Each rule has a dead-letter queue of its own, for 14 days."
  }
  assert {
    condition = alltrue([for key, each in merge([for function in module.function : function.triggers.schedules]...) :
      each.target[0].dead_letter_config[0].arn == "arn:aws:sqs:eu-central-1:123456789012:${aws_sqs_queue.schedule[key].name}"
      && aws_sqs_queue.schedule[key].message_retention_seconds == 1209600
    ])
    error_message = "Each schedule has a dead-letter queue of its own, for 14 days."
  }
  assert {
    condition = (
      module.function["weblogs-store"].triggers.streams["weblogs-store"].destination_config[0].on_failure[0].destination_arn == "arn:aws:s3:::dromedary-weblogs-test-123456789012-eu-central-1"
      && module.function["weblogs-count"].triggers.streams["weblogs-count"].destination_config[0].on_failure[0].destination_arn == "arn:aws:s3:::dromedary-undelivered-test-123456789012-eu-central-1"
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
