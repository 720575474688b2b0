# CodePipeline.

locals {
  pipeline_count = var.delivery == null ? 0 : 1
  projects       = var.delivery == null ? {} : { build = "plan", plan = "plan", apply = "apply" }
  project_names  = { for project in keys(local.projects) : project => "${local.name}-${project}" }
  deploy_path    = "${local.role_path}deploy/"
  pipeline_arn   = "arn:${local.partition}:codepipeline:${local.here}:${local.name}"
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

