# Moving `live` by CodeDeploy: off, on, with a new function, and going back.

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

# All functions but health-digest are there, and their the alias of health-ingest is at version 7.
override_data {
  target = data.aws_lambda_functions.existing
  values = { function_names = ["customers-load-test", "customers-sync-test", "health-alert-test", "health-ingest-test", "weblogs-store-test"] }
}
override_data {
  target = module.function["health-ingest"].data.aws_lambda_alias.live[0]
  values = { function_version = "7" }
}

variables {
  plan_file    = "tests/fixtures/plan.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "off" {
  command = plan

  assert {
    condition = (length(aws_codedeploy_app.this) + length(aws_codedeploy_deployment_config.this) + length(aws_iam_role.shift) == 0
      && alltrue([for each in module.function : length(each.shift.group) + length(each.shift.alarms) == 0])
    && output.shift == null)
    error_message = "CodeDeploy is there only where it is asked for."
  }
}

run "canary" {
  command = plan

  variables {
    traffic_shift = { way = "canary", percent = 20, minutes = 15 }
    live_versions = { "customers-load" = "3" }
    state         = { bucket = "state", key = "dromedary/test.tfstate" }
  }

  assert {
    condition     = module.function["health-ingest"].alias.function_version == "7"
    error_message = "Terraform leaves the alias where it is; the script moves it."
  }
  assert {
    condition     = length(module.function["health-digest"].shift.from) == 0 && length(module.function["weblogs-store"].shift.from) == 1
    error_message = "A new function has no alias to look at; it begins with its first version."
  }
  assert {
    condition     = module.function["customers-load"].alias.function_version == "3" && !contains(keys(output.shift.versions), "customers-load-test")
    error_message = "live_versions goes back at once, and nothing goes forward from there."
  }
  assert {
    condition = (aws_codedeploy_app.this[0].compute_platform == "Lambda"
      && aws_codedeploy_deployment_config.this[0].deployment_config_name == "dromedary-test-canary-20-percent-15-minutes"
      && aws_codedeploy_deployment_config.this[0].traffic_routing_config[0].type == "TimeBasedCanary"
      && one(aws_codedeploy_deployment_config.this[0].traffic_routing_config[0].time_based_canary).percentage == 20
      && one(aws_codedeploy_deployment_config.this[0].traffic_routing_config[0].time_based_canary).interval == 15
    && length(aws_codedeploy_deployment_config.this[0].traffic_routing_config[0].time_based_linear) == 0)
    error_message = "Traffic goes over as the variable says."
  }
  assert {
    condition = alltrue([for route, each in module.function :
      each.shift.group[0].deployment_group_name == each.function.function_name
      && each.shift.group[0].deployment_config_name == "dromedary-test-canary-20-percent-15-minutes"
      && each.shift.group[0].deployment_style[0].deployment_option == "WITH_TRAFFIC_CONTROL"
      && each.shift.group[0].auto_rollback_configuration[0].enabled
      && toset(each.shift.group[0].auto_rollback_configuration[0].events) == toset(["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"])
    ])
    error_message = "Each function has a deployment group, which goes back on failure and alarm."
  }
  assert {
    condition = alltrue([for route, each in module.function :
      each.shift.group[0].alarm_configuration[0].enabled
      && length(setsubtract(each.shift.group[0].alarm_configuration[0].alarms, concat(output.alarms[route], each.shift.alarms[*].alarm_name))) == 0
      && toset(each.shift.alarms[*].alarm_name) == toset(["${route}-version-errors-test", "${route}-version-duration-test"])
    ])
    error_message = "A function's alarms, and no other's, stop its deployment."
  }
  assert {
    condition = (contains(module.function["weblogs-store"].shift.group[0].alarm_configuration[0].alarms, "weblogs-store-failed-items-test")
    && length([for name in module.function["health-ingest"].shift.group[0].alarm_configuration[0].alarms : name if strcontains(name, "dead-letters") || strcontains(name, "silence")]) == 0)
    error_message = "Failed items stop a deployment; what waits since before does not."
  }
  assert {
    condition = alltrue([for each in module.function["health-ingest"].shift.alarms :
      each.period == 60 && each.treat_missing_data == "notBreaching" && strcontains(each.alarm_description, "#alarm-version")
      && strcontains(file("../docs/deploying.md"), "\n### Alarm: version\n")
    ])
    error_message = "The alarms of a version look at each minute."
  }
  assert {
    condition = (jsondecode(data.aws_iam_policy_document.shift_trust.json).Statement[0].Principal.Service == "codedeploy.amazonaws.com"
      && jsondecode(data.aws_iam_policy_document.shift_trust.json).Statement[0].Condition.ArnLike["aws:SourceArn"] == "arn:aws:codedeploy:eu-central-1:123456789012:deploymentgroup:dromedary-test/*"
      && strcontains(data.aws_iam_policy_document.shift.json, "arn:aws:lambda:eu-central-1:123456789012:function:health-ingest-test:live")
      && contains(flatten(jsondecode(data.aws_iam_policy_document.shift.json).Statement[*].Resource), "*") == false
    && aws_iam_role.shift[0].permissions_boundary == "arn:aws:iam::123456789012:policy/dromedary/test/eu-central-1/deploy/dromedary-test-eu-central-1-boundary")
    error_message = "CodeDeploy may move the aliases of these functions, and nothing else."
  }
  assert {
    condition = contains(flatten([for each in jsondecode(data.aws_iam_policy_document.apply.json).Statement :
    try(each.Condition.StringEquals["iam:PassedToService"], [])]), "codedeploy.amazonaws.com")
    error_message = "A delivery may hand the role to CodeDeploy."
  }
  assert {
    condition     = alltrue([for action in ["lambda:ListFunctions", "lambda:GetAlias"] : strcontains(data.aws_iam_policy_document.state[0].json, action)])
    error_message = "Whoever plans has to see where the aliases are."
  }
}

run "linear" {
  command = plan

  variables {
    traffic_shift = { way = "linear" }
  }

  assert {
    condition = (aws_codedeploy_deployment_config.this[0].traffic_routing_config[0].type == "TimeBasedLinear"
      && one(aws_codedeploy_deployment_config.this[0].traffic_routing_config[0].time_based_linear).percentage == 10
    && one(aws_codedeploy_deployment_config.this[0].traffic_routing_config[0].time_based_linear).interval == 5)
    error_message = "Ten percent more every five minutes, unless said."
  }
}

run "all_at_once" {
  command = plan

  variables {
    traffic_shift = { way = "all-at-once" }
  }

  assert {
    condition = (length(aws_codedeploy_deployment_config.this) == 0
    && module.function["health-ingest"].shift.group[0].deployment_config_name == "CodeDeployDefault.LambdaAllAtOnce")
    error_message = "CodeDeploy has a configuration of its own for that."
  }
}

run "another_way" {
  command = plan

  variables {
    traffic_shift = { way = "blue-green" }
  }

  expect_failures = [var.traffic_shift]
}

run "a_share_of_everything" {
  command = plan

  variables {
    traffic_shift = { way = "canary", percent = 100 }
  }

  expect_failures = [var.traffic_shift]
}
