# What a delivery may: GitHub Actions by the variable github, CodePipeline by modules/codepipeline, or another. All of them build,
# plan, wait for a person's approval and apply. Roles that Terraform makes stand under one path, and only those may a delivery change.

locals {
  role_path        = "/dromedary/${local.environment}/${local.region}/"
  deploy_path      = "${local.role_path}deploy/"
  managed_policies = "arn:${local.partition}:iam::aws:policy/"

  states       = var.state == null ? [] : [var.state]
  state_bucket = var.state == null ? null : "arn:${local.partition}:s3:::${var.state.bucket}"
  state_object = var.state == null ? null : "${local.state_bucket}/${var.state.key}"
}

# What every plan has to read: the state's own key.
data "aws_iam_policy_document" "state" {
  count = length(local.states)

  statement {
    sid       = "ReadState"
    actions   = ["s3:GetObject"]
    resources = [local.state_object]
  }
  statement {
    sid       = "LockState"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${local.state_object}.tflock"]
  }
  dynamic "statement" {
    for_each = try(var.state.kms_key_arn, null) == null ? [] : [var.state.kms_key_arn]
    content {
      sid       = "ReadEncryptedState"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [statement.value]
      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["s3.${local.region}.amazonaws.com"]
      }
    }
  }
  # In which zones there are endpoints, a plan has to ask also where it refreshes nothing.
  dynamic "statement" {
    for_each = var.network == null ? [] : [1]
    content {
      sid       = "FindEndpoints"
      actions   = ["ec2:DescribeVpcEndpointServices"]
      resources = ["*"]
    }
  }
  # Where aliases are, it has to ask, too.
  dynamic "statement" {
    for_each = local.shift
    content {
      sid       = "FindAliases"
      actions   = ["lambda:ListFunctions"]
      resources = ["*"]
    }
  }
  dynamic "statement" {
    for_each = local.shift
    content {
      sid       = "LookAtAliases"
      actions   = ["lambda:GetAlias"]
      resources = values(local.function_arns)
    }
  }
  # Terraform looks for workspaces, too.
  statement {
    sid       = "FindState"
    actions   = ["s3:ListBucket"]
    resources = [local.state_bucket]
    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["env:/*", var.state.key]
    }
  }
}

# What a plan that looks at what is deployed may, besides ReadOnlyAccess: no data, logs, messages, nor others' states.
data "aws_iam_policy_document" "plan" {
  count = length(local.states)

  source_policy_documents = [data.aws_iam_policy_document.state[0].json]

  # To compare what is encrypted: the zip, that a parameter is there, and what state machines do.
  dynamic "statement" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]
    content {
      sid       = "UseCustomerKey"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = [for service in ["s3", "ssm", "states"] : "${service}.${local.region}.amazonaws.com"]
      }
    }
  }
  statement {
    sid    = "NoData"
    effect = "Deny"
    actions = [
      "athena:GetQueryResults",
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:GetRecords",
      "dynamodb:PartiQLSelect",
      "dynamodb:Query",
      "dynamodb:Scan",
      "kinesis:GetRecords",
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:GetLogRecord",
      "logs:GetQueryResults",
      "logs:StartLiveTail",
      "logs:StartQuery",
      "logs:Unmask",
      "secretsmanager:BatchGetSecretValue",
      "secretsmanager:GetSecretValue",
      "sqs:ReceiveMessage",
      "xray:BatchGetTraces",
    ]
    resources = ["*"]
  }
  statement {
    sid     = "NoObjects"
    effect  = "Deny"
    actions = ["s3:GetObject", "s3:GetObjectVersion"]
    not_resources = [
      local.state_object,
      "${local.state_object}.tflock",
      "${local.bucket_arns[local.artifacts]}/*",
    ]
  }
}

# What applying needs beyond PowerUserAccess, which leaves out IAM: the roles of this environment.
data "aws_iam_policy_document" "apply" {
  statement {
    sid = "RolesWithinTheBoundary"
    actions = [
      "iam:CreateRole",
      "iam:DeleteRolePolicy",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
    ]
    resources = ["arn:${local.partition}:iam::${local.account}:role${local.role_path}*"]
    condition {
      test     = "ArnEquals"
      variable = "iam:PermissionsBoundary"
      values   = [local.boundary_arn]
    }
  }
  statement {
    sid = "RolesOfThisEnvironment"
    actions = [
      "iam:DeleteRole",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
      "iam:ListRoleTags",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ]
    resources = ["arn:${local.partition}:iam::${local.account}:role${local.role_path}*"]
  }
  statement {
    sid       = "HandRolesToServices"
    actions   = ["iam:PassRole"]
    resources = ["arn:${local.partition}:iam::${local.account}:role${local.role_path}*"]
    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values = [
        "codebuild.amazonaws.com",
        "codedeploy.amazonaws.com",
        "codepipeline.amazonaws.com",
        "lambda.amazonaws.com",
        "scheduler.amazonaws.com",
        "states.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
      ]
    }
  }
  statement {
    sid       = "LookAtTheBoundary"
    actions   = ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyTags", "iam:ListPolicyVersions"]
    resources = [local.boundary_arn]
  }
  # What has data or failed messages goes by hand only: docs/deploying.md, Renaming and removing.
  dynamic "statement" {
    for_each = var.protect_data ? [1] : []
    content {
      sid       = "KeepData"
      effect    = "Deny"
      actions   = ["dynamodb:DeleteTable", "kinesis:DeleteStream", "s3:DeleteBucket", "sqs:DeleteQueue", "sqs:PurgeQueue"]
      resources = ["*"]
    }
  }
  # A deployment that could change the roles of deployments could give itself everything.
  statement {
    sid    = "NotItsOwn"
    effect = "Deny"
    actions = [
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:DetachRolePolicy",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
    ]
    resources = ["arn:${local.partition}:iam::${local.account}:role${local.role_path}deploy/*"]
  }
}
