# Who may deliver, and by which way. What an account has once.

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

run "github" {
  command = plan

  variables {
    state  = { bucket = "state", key = "dromedary/test.tfstate" }
    github = { repository = "someone/dromedary" }
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
    && aws_iam_role_policy_attachment.github["preview"].policy_arn == "arn:aws:iam::aws:policy/ReadOnlyAccess")
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
    condition = alltrue([
      for action in ["logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery", "secretsmanager:GetSecretValue", "dynamodb:Scan"] :
      contains(one([for each in jsondecode(data.aws_iam_policy_document.plan[0].json).Statement : each.Action if each.Sid == "NoData" && each.Effect == "Deny"]), action)
    ])
    error_message = "A plan reads no logs, data or secrets."
  }
  assert {
    condition = !contains(
      one([for each in jsondecode(data.aws_iam_policy_document.plan[0].json).Statement : each.NotResource if each.Sid == "NoObjects" && each.Effect == "Deny"]),
      "arn:aws:s3:::state/*"
    )
    error_message = "A plan reads no other states."
  }
  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.apply.json).Statement :
      try(statement.Condition.ArnEquals["iam:PermissionsBoundary"] == "arn:aws:iam::123456789012:policy/dromedary/test/eu-central-1/deploy/dromedary-test-eu-central-1-boundary", false)
      if statement.Effect == "Allow" && anytrue([for action in ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"] : contains(flatten([statement.Action]), action)])
    ])
    error_message = "A deployment may give permissions only to roles within the boundary."
  }
  assert {
    condition = alltrue([for action in ["dynamodb:DeleteTable", "kinesis:DeleteStream", "s3:DeleteBucket", "sqs:DeleteQueue"] :
      contains(one([for each in jsondecode(data.aws_iam_policy_document.apply.json).Statement : each.Action if each.Sid == "KeepData" && each.Effect == "Deny"]), action)
    ])
    error_message = "With protect_data, a deployment takes away no queue, stream, table or bucket."
  }
  assert {
    condition = !anytrue([for statement in jsondecode(data.aws_iam_policy_document.apply.json).Statement : statement.Effect == "Allow" && anytrue([
      for action in ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicy", "iam:DeleteRolePermissionsBoundary"] : contains(flatten([statement.Action]), action)
    ])])
    error_message = "A deployment can't change the boundary, nor take it away."
  }
}

run "codepipeline" {
  command = plan

  module {
    source = "./modules/codepipeline"
  }

  variables {
    delivery = {
      name            = "dromedary-test"
      account         = "123456789012"
      partition       = "aws"
      region          = "eu-central-1"
      role_path       = "/dromedary/test/deploy/"
      artifacts       = "dromedary-artifacts-test-123456789012-eu-central-1"
      alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:dromedary-test-alarms"
      kms_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
      state           = { bucket = "state", key = "dromedary/test.tfstate" }
      policies        = { plan = "{}", apply = "{}" }
    }
    repository = {
      connection_arn = "arn:aws:codeconnections:eu-central-1:123456789012:connection/00000000-0000-0000-0000-000000000000"
      name           = "someone/dromedary"
    }
    variables = {
      codepipeline = { connection_arn = "arn", name = "someone/dromedary" }
      github       = null
      state        = { bucket = "state", key = "dromedary/test.tfstate" }
    }
    log_retention_days = 30
  }

  assert {
    condition     = join(" ", aws_codepipeline.this.stage[*].name) == "Source Build Plan Approve Apply"
    error_message = "The pipeline builds, plans, asks and applies."
  }
  assert {
    condition = alltrue([for each in concat([data.aws_iam_policy_document.pipeline_trust], values(data.aws_iam_policy_document.codebuild_trust)) :
      jsondecode(each.json).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    ])
    error_message = "Roles that services assume are this account's only."
  }
  assert {
    condition     = aws_iam_role_policy_attachment.codebuild["plan"].policy_arn == "arn:aws:iam::aws:policy/ReadOnlyAccess"
    error_message = "A plan only reads."
  }
  assert {
    condition = alltrue([for project in ["plan", "apply"] : {
      for variable in aws_codebuild_project.this[project].environment[0].environment_variable : variable.name => variable.value
      if startswith(variable.name, "TF_VAR_")
      } == {
      TF_VAR_codepipeline = jsonencode({ connection_arn = "arn", name = "someone/dromedary" })
      TF_VAR_state        = jsonencode({ bucket = "state", key = "dromedary/test.tfstate" })
    }])
    error_message = "The pipeline knows what it is made of, or its plan would take it down; what is not set stays so."
  }
  assert {
    condition = alltrue([for each in concat([data.aws_iam_policy_document.pipeline], values(data.aws_iam_policy_document.codebuild)) : anytrue([
      for statement in jsondecode(each.json).Statement :
      statement.Resource == var.delivery.kms_key_arn && contains(flatten([statement.Condition.StringEquals["kms:ViaService"]]), "s3.eu-central-1.amazonaws.com")
      if toset(flatten([statement.Action])) == toset(["kms:Decrypt", "kms:GenerateDataKey"])
    ])])
    error_message = "Artifacts are encrypted by the customer's key: each stage may use it through S3."
  }
  assert {
    condition = anytrue([for statement in jsondecode(data.aws_iam_policy_document.pipeline.json).Statement :
      contains(flatten([statement.Condition.StringEquals["kms:ViaService"]]), "sns.eu-central-1.amazonaws.com")
      if toset(flatten([statement.Action])) == toset(["kms:Decrypt", "kms:GenerateDataKey"])
    ])
    error_message = "Asking for approval tells a topic that the customer's key encrypts."
  }
}

run "account" {
  command = plan

  module {
    source = "./modules/account"
  }

  variables {
    plan_files = ["tests/fixtures/plan.json", "tests/fixtures/plan-with-one-more.json"]
    github     = true
  }

  assert {
    condition     = keys(aws_sesv2_email_identity.this) == ["dromedary@example.com"]
    error_message = "What several plans send from is made once."
  }
  assert {
    condition     = aws_iam_openid_connect_provider.github[0].client_id_list == toset(["sts.amazonaws.com"])
    error_message = "GitHub's tokens are known."
  }
}

run "account_with_identities" {
  command = plan

  module {
    source = "./modules/account"
  }

  variables {
    plan_files          = ["tests/fixtures/plan.json"]
    existing_identities = ["dromedary@example.com"]
    mail_sandbox        = true
  }

  assert {
    condition     = keys(aws_sesv2_email_identity.this) == ["care-team@example.com"]
    error_message = "What is there is not made again; in the sandbox, those who get mail confirm their addresses, too."
  }
}
