# The stages of the pipeline that run commands: terraform/buildspec.

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
