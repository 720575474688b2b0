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

# What a plan may: read settings and the state, and no data.
data "aws_iam_policy_document" "plan" {
  for_each = local.state

  statement {
    sid       = "ReadState"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${each.value.state_bucket}/${coalesce(each.value.state_bucket_key, "dromedary/${var.environment}.tfstate")}"]
  }
  statement {
    sid       = "LockState"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["arn:${local.partition}:s3:::${each.value.state_bucket}/${coalesce(each.value.state_bucket_key, "dromedary/${var.environment}.tfstate")}.tflock"]
  }
  statement {
    sid       = "FindState"
    actions   = ["s3:ListBucket"]
    resources = ["arn:${local.partition}:s3:::${each.value.state_bucket}"]
  }
  statement {
    sid    = "NoData"
    effect = "Deny"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:PartiQLSelect",
      "dynamodb:Query",
      "dynamodb:Scan",
      "kinesis:GetRecords",
      "sqs:ReceiveMessage",
    ]
    resources = ["*"]
  }
  statement {
    sid     = "NoObjects"
    effect  = "Deny"
    actions = ["s3:GetObject", "s3:GetObjectVersion"]
    not_resources = [
      "arn:${local.partition}:s3:::${each.value.state_bucket}/*",
      "${local.bucket_arns[local.artifacts]}/*",
    ]
  }
}

# What applying needs beyond PowerUserAccess, which leaves out IAM: the roles of this environment.
data "aws_iam_policy_document" "apply" {
  statement {
    sid = "RolesOfThisEnvironment"
    actions = [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
      "iam:ListRoleTags",
      "iam:PutRolePolicy",
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
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
    ]
    resources = ["arn:${local.partition}:iam::${local.account}:role${local.role_path}deploy/*"]
  }
}
