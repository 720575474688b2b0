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
    condition = (tolist(module.function["health-digest"].function.layers) == tolist(["arn:aws:lambda:eu-central-1:123456789012:layer:tools:3"])
    && module.function["health-ingest"].function.layers == null)
    error_message = "Layers are the plan's."
  }
  assert {
    condition     = module.function["health-ingest"].function.environment[0].variables["HEALTH_BUCKET"] == "dromedary-health-test-123456789012-eu-central-1"
    error_message = "The environment has real names."
  }
  assert {
    condition = (module.function["health-analyze"].function.environment[0].variables["HEALTH_MODEL_ID"] == "eu.amazon.nova-lite-v1:0"
      && one([for each in jsondecode(module.function["health-analyze"].policies.route).Statement : each.Resource if each.Sid == "InvokeModel"])
    == "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0")
    error_message = "The model's inference profile is that of the region's geography."
  }
  assert {
    condition = alltrue([for each in module.function :
      jsondecode(each.policies.trust).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
      && each.role.permissions_boundary == "arn:aws:iam::123456789012:policy/dromedary/test/eu-central-1/deploy/dromedary-test-eu-central-1-boundary"
    ])
    error_message = "Only this account's Lambda assumes the roles."
  }
  assert {
    condition = anytrue([for each in jsondecode(module.function["health-ingest"].policies.route).Statement :
      try(each.Sid == "ListObjects" && each.Action == "s3:ListBucket" && each.Resource == "arn:aws:s3:::dromedary-health-test-123456789012-eu-central-1"
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
