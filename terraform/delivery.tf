# How a change gets here: CodePipeline (variable delivery) or GitHub Actions (variable github). Both build, plan, wait for
# a person's approval and apply. Roles that Terraform makes stand under one path, and only those may a deployment change.

locals {
  role_path = "/dromedary/${var.environment}/"

  state = merge(
    { for each in var.delivery == null ? [] : [var.delivery] : "delivery" => each },
    { for each in var.github == null ? [] : [var.github] : "github" => each },
  )
  managed_policies = "arn:${local.partition}:iam::aws:policy/"
}

locals {
  state_objects = { for way, each in local.state :
  way => "arn:${local.partition}:s3:::${each.state_bucket}/${coalesce(each.state_bucket_key, "dromedary/${var.environment}.tfstate")}" }
}

# What every plan has to read: the state's own key.
data "aws_iam_policy_document" "state" {
  for_each = local.state

  statement {
    sid       = "ReadState"
    actions   = ["s3:GetObject"]
    resources = [local.state_objects[each.key]]
  }
  statement {
    sid       = "LockState"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${local.state_objects[each.key]}.tflock"]
  }
  # Terraform looks for workspaces, too.
  statement {
    sid       = "FindState"
    actions   = ["s3:ListBucket"]
    resources = ["arn:${local.partition}:s3:::${each.value.state_bucket}"]
    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["env:/*", split(":::${each.value.state_bucket}/", local.state_objects[each.key])[1]]
    }
  }
}

# What a plan that looks at what is deployed may, besides ReadOnlyAccess: no data, logs, messages, nor others' states.
data "aws_iam_policy_document" "plan" {
  for_each = local.state

  source_policy_documents = [data.aws_iam_policy_document.state[each.key].json]

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
      local.state_objects[each.key],
      "${local.state_objects[each.key]}.tflock",
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
        "codepipeline.amazonaws.com",
        "lambda.amazonaws.com",
        "scheduler.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
      ]
    }
  }
  dynamic "statement" {
    for_each = try(var.github.create_provider, false) ? [1] : []
    content {
      sid       = "LookAtGitHub"
      actions   = ["iam:GetOpenIDConnectProvider"]
      resources = ["arn:${local.partition}:iam::${local.account}:oidc-provider/${local.github_host}"]
    }
  }
  statement {
    sid       = "LookAtTheBoundary"
    actions   = ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyTags", "iam:ListPolicyVersions"]
    resources = [local.boundary_arn]
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
