# The plan of the routes as they are: what has to hold for each of them, whatever it does. Needs `mvn package` before;
# run with `terraform test -test-directory=tests/shipped`.

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
  plan_file    = "../target/plan.json"
  function_zip = "tests/fixtures/function.zip"
  parquet_zip  = "tests/fixtures/function-parquet.zip"
  duckdb_zip   = "tests/fixtures/function-duckdb.zip"
  environment  = "test"
}

run "every_route" {
  command = plan

  assert {
    condition     = length(module.function) > 0 && toset(keys(module.function)) == toset(keys(jsondecode(file(var.plan_file)).functions))
    error_message = "Each route of the plan is a function."
  }
  assert {
    condition = alltrue([for each in module.function :
      each.function.publish && each.function.snap_start[0].apply_on == "PublishedVersions" && each.alias.name == "live"
      && each.log_group.name == "/aws/lambda/${each.function.function_name}" && length(each.function.dead_letter_config) == 0
    ])
    error_message = "Functions have SnapStart, the alias live, a log group, and no dead_letter_config."
  }
  assert {
    condition = toset([for route, each in module.function : route if length(each.on_failure) == 1]) == toset([
      for route, each in jsondecode(file(var.plan_file)).functions : route if contains(["eventbridge", "schedule"], each.trigger.kind)
      || (each.trigger.kind == "s3" && try(each.trigger.via, "eventbridge") != "queue")
    ])
    error_message = "Functions that nobody waits for have an on-failure destination."
  }
  assert {
    condition = alltrue(flatten([for each in module.function : [
      for statement in concat(jsondecode(each.policies.route).Statement, jsondecode(each.policies.runtime).Statement) :
      alltrue([for action in flatten([statement.Action]) : !strcontains(action, "*")])
    ]]))
    error_message = "No action has a wildcard."
  }
  assert {
    condition = alltrue(concat(
      [for each in flatten([for function in module.function : values(function.triggers.queues)]) : each.function_response_types == toset(["ReportBatchItemFailures"])],
      [for each in flatten([for function in module.function : values(function.triggers.streams)]) : each.function_response_types == toset(["ReportBatchItemFailures"])],
    ))
    error_message = "Every mapping reports which items of a batch failed."
  }
  assert {
    condition = alltrue(flatten([for route in keys(module.function) : [for kind in ["errors", "throttles", "duration"] :
      contains(keys(aws_cloudwatch_metric_alarm.this), "${route}-${kind}")
    ]]))
    error_message = "Every function has its alarms."
  }
  assert {
    condition = !can(regex("[$][{](partition|region|account|environment)}", jsonencode([for each in module.function : [each.policies, each.function.environment]]))) && alltrue(concat(
      [for each in aws_s3_bucket.this : can(regex("^[a-z0-9.-]{3,63}$", each.bucket))],
      [for each in aws_sqs_queue.this : can(regex("^[A-Za-z0-9_-]{1,75}(\\.fifo)?$", each.name))],
      [for each in aws_dynamodb_table.this : can(regex("^[A-Za-z0-9_.-]{3,255}$", each.name))],
    ))
    error_message = "Names are such as AWS takes, with no placeholder left."
  }
}
