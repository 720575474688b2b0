# The stages of the pipeline that run commands: modules/codepipeline/buildspec.

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
      values   = [var.delivery.account]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = ["arn:${var.delivery.partition}:codebuild:${local.here}:project/${local.project_names[each.key]}"]
    }
  }
}

data "aws_iam_policy_document" "codebuild" {
  for_each = local.projects

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:${var.delivery.partition}:logs:${local.here}:log-group:/aws/codebuild/${local.project_names[each.key]}:*"]
  }
  statement {
    sid       = "HandOverArtifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${local.artifacts}/${local.name}/*"]
  }
  dynamic "statement" {
    for_each = local.keys
    content {
      sid       = "UseCustomerKey"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [statement.value]
      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["s3.${var.delivery.region}.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "codebuild" {
  for_each = local.projects

  name               = "${local.project_names[each.key]}-${var.delivery.region}"
  path               = var.delivery.role_path
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
  policy = each.key == "plan" ? var.delivery.policies.plan : var.delivery.policies.apply
}

resource "aws_iam_role_policy_attachment" "codebuild" {
  for_each = { plan = "ReadOnlyAccess", apply = "PowerUserAccess" }

  role       = aws_iam_role.codebuild[each.key].name
  policy_arn = "arn:${var.delivery.partition}:iam::aws:policy/${each.value}"
}

resource "aws_cloudwatch_log_group" "codebuild" {
  # checkov:skip=CKV_AWS_158: encrypted by AWS's key unless kms_key_arn names one
  # checkov:skip=CKV_AWS_338: how long logs are kept is the variable log_retention_days
  for_each = local.projects

  name              = "/aws/codebuild/${local.project_names[each.key]}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.delivery.kms_key_arn
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
    buildspec = "${var.terraform_folder}/modules/codepipeline/buildspec/${each.key}.yml"
  }

  environment {
    type         = "LINUX_CONTAINER"
    compute_type = "BUILD_GENERAL1_MEDIUM"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"

    # What the pipeline itself is made of stands here too: a plan that did not know it would take the pipeline down.
    dynamic "environment_variable" {
      for_each = merge(
        {
          ENVIRONMENT  = var.environment
          FOLDER       = var.folder
          STATE_BUCKET = var.delivery.state.bucket
          STATE_KEY    = var.delivery.state.key
        },
        { for name, value in var.variables : "TF_VAR_${name}" => try(tostring(value), jsonencode(value)) if value != null },
      )
      content {
        name  = environment_variable.key
        value = environment_variable.value
      }
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.codebuild[each.key].name
    }
  }
}
