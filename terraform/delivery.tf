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
    sid       = "ReadAndLockState"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["arn:${local.partition}:s3:::${each.value.state_bucket}/${coalesce(each.value.state_bucket_key, "dromedary/${var.environment}.tfstate")}*"]
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
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:DetachRolePolicy",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
    ]
    resources = ["arn:${local.partition}:iam::${local.account}:role${local.role_path}deploy/*"]
  }
}

# CodePipeline.

locals {
  pipeline_count = var.delivery == null ? 0 : 1
  projects       = var.delivery == null ? {} : { build = "plan", plan = "plan", apply = "apply" }
  project_names  = { for project in keys(local.projects) : project => "${local.name}-${project}" }
  deploy_path    = "${local.role_path}deploy/"
  pipeline_arn   = "arn:${local.partition}:codepipeline:${local.here}:${local.name}"
}

data "aws_iam_policy_document" "codebuild_trust" {
  for_each = local.projects

  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:codebuild:${local.here}:project/${local.project_names[each.key]}"]
    }
  }
}

data "aws_iam_policy_document" "codebuild" {
  for_each = local.projects

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:${local.partition}:logs:${local.here}:log-group:/aws/codebuild/${local.project_names[each.key]}:*"]
  }
  statement {
    sid       = "HandOverArtifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${local.bucket_arns[local.artifacts]}/${local.name}/*"]
  }
}

resource "aws_iam_role" "codebuild" {
  for_each = local.projects

  name               = local.project_names[each.key]
  path               = local.deploy_path
  assume_role_policy = data.aws_iam_policy_document.codebuild_trust[each.key].json
}

resource "aws_iam_role_policy" "codebuild" {
  for_each = local.projects

  name   = "build"
  role   = aws_iam_role.codebuild[each.key].name
  policy = data.aws_iam_policy_document.codebuild[each.key].json
}

resource "aws_iam_role_policy" "codebuild_state" {
  for_each = { for project, kind in local.projects : project => kind if project != "build" }

  name   = each.key
  role   = aws_iam_role.codebuild[each.key].name
  policy = each.key == "plan" ? data.aws_iam_policy_document.plan["delivery"].json : data.aws_iam_policy_document.apply.json
}

resource "aws_iam_role_policy_attachment" "codebuild" {
  for_each = { for project, policy in { plan = "ReadOnlyAccess", apply = "PowerUserAccess" } : project => policy if contains(keys(local.projects), project) }

  role       = aws_iam_role.codebuild[each.key].name
  policy_arn = "${local.managed_policies}${each.value}"
}

resource "aws_cloudwatch_log_group" "codebuild" {
  # checkov:skip=CKV_AWS_158: encrypted by AWS's key unless kms_key_arn names one
  # checkov:skip=CKV_AWS_338: how long logs are kept is the variable log_retention_days
  for_each = local.projects

  name              = "/aws/codebuild/${local.project_names[each.key]}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_codebuild_project" "this" {
  # checkov:skip=CKV_AWS_147: artifacts are encrypted as their bucket is
  for_each = local.projects

  name          = local.project_names[each.key]
  description   = "The stage ${each.key} of ${local.name}"
  service_role  = aws_iam_role.codebuild[each.key].arn
  build_timeout = 60

  artifacts {
    type = "CODEPIPELINE"
  }
  source {
    type      = "CODEPIPELINE"
    buildspec = "terraform/buildspec/${each.key}.yml"
  }

  environment {
    type         = "LINUX_CONTAINER"
    compute_type = "BUILD_GENERAL1_MEDIUM"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"

    environment_variable {
      name  = "ENVIRONMENT"
      value = var.environment
    }
    environment_variable {
      name  = "STATE_BUCKET"
      value = var.delivery.state_bucket
    }
    environment_variable {
      name  = "STATE_KEY"
      value = coalesce(var.delivery.state_bucket_key, "dromedary/${var.environment}.tfstate")
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.codebuild[each.key].name
    }
  }
}

data "aws_iam_policy_document" "pipeline_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.pipeline_arn]
    }
  }
}

data "aws_iam_policy_document" "pipeline" {
  count = local.pipeline_count

  statement {
    sid       = "HandOverArtifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${local.bucket_arns[local.artifacts]}/${local.name}/*"]
  }
  statement {
    sid       = "FindArtifacts"
    actions   = ["s3:GetBucketVersioning"]
    resources = [local.bucket_arns[local.artifacts]]
  }
  statement {
    sid       = "FetchSource"
    actions   = ["codestar-connections:UseConnection", "codeconnections:UseConnection"]
    resources = [var.delivery.connection_arn]
  }
  statement {
    sid       = "RunStages"
    actions   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild"]
    resources = [for name in values(local.project_names) : "arn:${local.partition}:codebuild:${local.here}:project/${name}"]
  }
  statement {
    sid       = "AskForApproval"
    actions   = ["sns:Publish"]
    resources = [local.alarm_topic_arn]
  }
}

resource "aws_iam_role" "pipeline" {
  count = local.pipeline_count

  name               = "${local.name}-pipeline"
  path               = local.deploy_path
  assume_role_policy = data.aws_iam_policy_document.pipeline_trust.json
}

resource "aws_iam_role_policy" "pipeline" {
  count = local.pipeline_count

  name   = "deliver"
  role   = aws_iam_role.pipeline[0].name
  policy = data.aws_iam_policy_document.pipeline[0].json
}

resource "aws_codepipeline" "this" {
  # checkov:skip=CKV_AWS_219: artifacts are encrypted as their bucket is
  count = local.pipeline_count

  name          = local.name
  role_arn      = aws_iam_role.pipeline[0].arn
  pipeline_type = "V2"

  artifact_store {
    type     = "S3"
    location = aws_s3_bucket.this[local.artifacts].bucket
  }

  stage {
    name = "Source"
    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]
      configuration = {
        ConnectionArn    = var.delivery.connection_arn
        FullRepositoryId = var.delivery.repository
        BranchName       = var.delivery.branch
      }
    }
  }

  # Builds, tests; what it hands on holds the zip, the plan of the routes, and terraform/.
  stage {
    name = "Build"
    action {
      name             = "Build"
      category         = "Build"
      owner            = "AWS"
      provider         = "CodeBuild"
      version          = "1"
      input_artifacts  = ["source"]
      output_artifacts = ["build"]
      configuration    = { ProjectName = local.project_names.build }
    }
  }

  stage {
    name = "Plan"
    action {
      name             = "Plan"
      category         = "Build"
      owner            = "AWS"
      provider         = "CodeBuild"
      version          = "1"
      input_artifacts  = ["build"]
      output_artifacts = ["plan"]
      configuration    = { ProjectName = local.project_names.plan }
    }
  }

  stage {
    name = "Approve"
    action {
      name     = "Approve"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"
      configuration = {
        NotificationArn = local.alarm_topic_arn
        CustomData      = "The plan is at the end of the log of the stage Plan."
      }
    }
  }

  stage {
    name = "Apply"
    action {
      name            = "Apply"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["plan"]
      configuration   = { ProjectName = local.project_names.apply }
    }
  }
}

# GitHub Actions: no keys, but tokens that name repository, event and environment.

locals {
  github_host = "token.actions.githubusercontent.com"
  github_roles = var.github == null ? {} : {
    plan  = "repo:${var.github.repository}:pull_request"
    apply = "repo:${var.github.repository}:environment:${var.environment}"
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = try(var.github.create_provider, false) ? 1 : 0

  url            = "https://${local.github_host}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "github_trust" {
  # checkov:skip=CKV_AWS_358: sub is one whole claim, repository and event or environment; checkov can't read it from for_each
  for_each = local.github_roles

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:${local.partition}:iam::${local.account}:oidc-provider/${local.github_host}"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.github_host}:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.github_host}:sub"
      values   = [each.value]
    }
  }
}

resource "aws_iam_role" "github" {
  for_each = local.github_roles

  name               = "${local.name}-github-${each.key}"
  path               = local.deploy_path
  assume_role_policy = data.aws_iam_policy_document.github_trust[each.key].json
}

resource "aws_iam_role_policy" "github" {
  for_each = local.github_roles

  name   = each.key
  role   = aws_iam_role.github[each.key].name
  policy = each.key == "plan" ? data.aws_iam_policy_document.plan["github"].json : data.aws_iam_policy_document.apply.json
}

resource "aws_iam_role_policy_attachment" "github" {
  for_each = local.github_roles

  role       = aws_iam_role.github[each.key].name
  policy_arn = "${local.managed_policies}${each.key == "plan" ? "ReadOnlyAccess" : "PowerUserAccess"}"
}
