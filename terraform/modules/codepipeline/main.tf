# CodePipeline builds, plans, asks and applies. What it may is the deployment's to say: the output delivery of the module above.

locals {
  name          = var.delivery.name
  here          = "${var.delivery.region}:${var.delivery.account}"
  projects      = { build = "plan", plan = "plan", apply = "apply" }
  project_names = { for project in keys(local.projects) : project => "${local.name}-${project}" }
  pipeline_arn  = "arn:${var.delivery.partition}:codepipeline:${local.here}:${local.name}"
  artifacts     = "arn:${var.delivery.partition}:s3:::${var.delivery.artifacts}"
  keys          = var.delivery.kms_key_arn == null ? [] : [var.delivery.kms_key_arn]
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
      values   = [var.delivery.account]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.pipeline_arn]
    }
  }
}

data "aws_iam_policy_document" "pipeline" {
  statement {
    sid       = "HandOverArtifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${local.artifacts}/${local.name}/*"]
  }
  statement {
    sid       = "FindArtifacts"
    actions   = ["s3:GetBucketVersioning"]
    resources = [local.artifacts]
  }
  statement {
    sid       = "FetchSource"
    actions   = ["codestar-connections:UseConnection", "codeconnections:UseConnection"]
    resources = [var.repository.connection_arn]
  }
  statement {
    sid       = "RunStages"
    actions   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild"]
    resources = [for name in values(local.project_names) : "arn:${var.delivery.partition}:codebuild:${local.here}:project/${name}"]
  }
  statement {
    sid       = "AskForApproval"
    actions   = ["sns:Publish"]
    resources = [var.delivery.alarm_topic_arn]
  }
  # It writes artifacts, and the topic is encrypted by the same key.
  dynamic "statement" {
    for_each = local.keys
    content {
      sid       = "UseCustomerKey"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [statement.value]
      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["s3.${var.delivery.region}.amazonaws.com", "sns.${var.delivery.region}.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "pipeline" {
  name               = "${local.name}-pipeline-${var.delivery.region}"
  path               = var.delivery.role_path
  assume_role_policy = data.aws_iam_policy_document.pipeline_trust.json
}

resource "aws_iam_role_policy" "pipeline" {
  name   = "deliver"
  role   = aws_iam_role.pipeline.name
  policy = data.aws_iam_policy_document.pipeline.json
}

resource "aws_codepipeline" "this" {
  # checkov:skip=CKV_AWS_219: artifacts are encrypted as their bucket is

  name          = local.name
  role_arn      = aws_iam_role.pipeline.arn
  pipeline_type = "V2"

  artifact_store {
    type     = "S3"
    location = var.delivery.artifacts
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
        ConnectionArn    = var.repository.connection_arn
        FullRepositoryId = var.repository.name
        BranchName       = var.repository.branch
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
        NotificationArn = var.delivery.alarm_topic_arn
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
