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
  region       = "eu-central-1"
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
    condition     = length(aws_flow_log.this) == 1
    error_message = "Who talks to whom is logged."
  }
}

run "a_customer_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
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
    condition = alltrue([for each in module.function : anytrue([for statement in jsondecode(each.policies.runtime).Statement :
      try(statement.Resource == var.kms_key_arn && contains(statement.Condition.StringEquals["kms:ViaService"], "s3.eu-central-1.amazonaws.com"), false)
    ])])
    error_message = "Functions use the key only through services."
  }
}

run "a_budget_and_addresses" {
  command = plan

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

run "delivery" {
  command = plan

  variables {
    delivery = {
      connection_arn = "arn:aws:codeconnections:eu-central-1:123456789012:connection/00000000-0000-0000-0000-000000000000"
      repository     = "someone/dromedary"
      state_bucket   = "state"
    }
    github = { repository = "someone/dromedary", state_bucket = "state" }
  }

  assert {
    condition     = join(" ", aws_codepipeline.this[0].stage[*].name) == "Source Build Plan Approve Apply"
    error_message = "The pipeline builds, plans, asks and applies."
  }
  assert {
    condition = alltrue(concat(
      [jsondecode(data.aws_iam_policy_document.pipeline_trust.json).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"],
      [for each in data.aws_iam_policy_document.codebuild_trust : jsondecode(each.json).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"],
    ))
    error_message = "Roles that services assume are this account's only."
  }
  assert {
    condition = (
      jsondecode(data.aws_iam_policy_document.github_trust["plan"].json).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == "repo:someone/dromedary:pull_request"
      && jsondecode(data.aws_iam_policy_document.github_trust["apply"].json).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == "repo:someone/dromedary:environment:test"
    )
    error_message = "A pull request plans; only the environment applies."
  }
  assert {
    condition = (jsondecode(data.aws_iam_policy_document.github_trust["preview"].json).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == "repo:someone/dromedary:ref:refs/heads/main"
      && aws_iam_role_policy_attachment.github["preview"].policy_arn == "arn:aws:iam::aws:policy/ReadOnlyAccess"
    && aws_iam_role_policy_attachment.codebuild["plan"].policy_arn == "arn:aws:iam::aws:policy/ReadOnlyAccess")
    error_message = "A plan of what the branch will bring only reads."
  }
  assert {
    condition     = !contains(keys(aws_iam_role_policy_attachment.github), "plan")
    error_message = "A pull request's role has no policy of AWS's."
  }
  assert {
    condition = alltrue(flatten([for statement in jsondecode(aws_iam_role_policy.github["plan"].policy).Statement : concat(
      [for action in flatten([statement.Action]) : startswith(action, "s3:")],
      [for resource in flatten([statement.Resource]) : contains(["arn:aws:s3:::state", "arn:aws:s3:::state/dromedary/test.tfstate", "arn:aws:s3:::state/dromedary/test.tfstate.tflock"], resource)],
    )]))
    error_message = "A pull request's role reads the state's own key, and nothing else."
  }
  assert {
    condition = alltrue([for way in ["github", "delivery"] : alltrue([
      for action in ["logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery", "secretsmanager:GetSecretValue", "dynamodb:Scan"] :
      contains(one([for each in jsondecode(data.aws_iam_policy_document.plan[way].json).Statement : each.Action if each.Sid == "NoData" && each.Effect == "Deny"]), action)
    ])])
    error_message = "A plan reads no logs, data or secrets."
  }
  assert {
    condition = alltrue([for way in ["github", "delivery"] : !contains(
      one([for each in jsondecode(data.aws_iam_policy_document.plan[way].json).Statement : each.NotResource if each.Sid == "NoObjects" && each.Effect == "Deny"]),
      "arn:aws:s3:::state/*"
    )])
    error_message = "A plan reads no other states."
  }
  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.apply.json).Statement :
      try(statement.Condition.ArnEquals["iam:PermissionsBoundary"] == "arn:aws:iam::123456789012:policy/dromedary/test/deploy/dromedary-test-boundary", false)
      if statement.Effect == "Allow" && anytrue([for action in ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"] : contains(flatten([statement.Action]), action)])
    ])
    error_message = "A deployment may give permissions only to roles within the boundary."
  }
  assert {
    condition = !anytrue([for statement in jsondecode(data.aws_iam_policy_document.apply.json).Statement : statement.Effect == "Allow" && anytrue([
      for action in ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicy", "iam:DeleteRolePermissionsBoundary"] : contains(flatten([statement.Action]), action)
    ])])
    error_message = "A deployment can't change the boundary, nor take it away."
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
    github             = { repository = "someone/*", state_bucket = "state" }
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
