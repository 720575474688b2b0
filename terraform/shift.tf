# Moving `live` to a new version a share at a time, and back if an alarm of the function goes off: CodeDeploy, where traffic_shift asks for
# it. Terraform then leaves `live` where it is, and terraform/scripts/shift-versions moves it.

locals {
  shift = var.traffic_shift == null ? [] : [var.traffic_shift]

  # CodeDeploy's own, or one made here, which can't be changed, so its name says what it does.
  shift_configuration = one([for each in local.shift :
    each.way == "all-at-once" ? "CodeDeployDefault.LambdaAllAtOnce" : "${local.name}-${each.way}-${each.percent}-percent-${each.minutes}-minutes"
  ])

  # What goes off because of a version, besides its errors and its duration. Not what waits since before, such as dead letters.
  shift_headings = ["alarm-failed-items", "alarm-model-failures"]
}

# A new function is not there yet, and has no alias to look at.
data "aws_lambda_functions" "existing" {
  count = length(local.shift)
}

resource "aws_codedeploy_app" "this" {
  count = length(local.shift)

  name             = local.name
  compute_platform = "Lambda"
}

resource "aws_codedeploy_deployment_config" "this" {
  count = length([for each in local.shift : each if each.way != "all-at-once"])

  deployment_config_name = local.shift_configuration
  compute_platform       = "Lambda"

  traffic_routing_config {
    type = var.traffic_shift.way == "canary" ? "TimeBasedCanary" : "TimeBasedLinear"

    dynamic "time_based_canary" {
      for_each = var.traffic_shift.way == "canary" ? [1] : []
      content {
        percentage = var.traffic_shift.percent
        interval   = var.traffic_shift.minutes
      }
    }
    dynamic "time_based_linear" {
      for_each = var.traffic_shift.way == "linear" ? [1] : []
      content {
        percentage = var.traffic_shift.percent
        interval   = var.traffic_shift.minutes
      }
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

# https://docs.aws.amazon.com/codedeploy/latest/userguide/security_confused_deputy.html
data "aws_iam_policy_document" "shift_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["codedeploy.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:codedeploy:${local.here}:deploymentgroup:${local.name}/*"]
    }
  }
}

# Of AWSCodeDeployRoleForLambdaLimited what a deployment without hooks needs, and for these functions:
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambdaLimited.html
data "aws_iam_policy_document" "shift" {
  statement {
    sid       = "MoveAlias"
    actions   = ["lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"]
    resources = flatten([for arn in values(local.function_arns) : [arn, "${arn}:live"]])
  }
  statement {
    sid       = "LookAtAlarms"
    actions   = ["cloudwatch:DescribeAlarms"]
    resources = ["arn:${local.partition}:cloudwatch:${local.here}:alarm:*"]
  }
}

resource "aws_iam_role" "shift" {
  count = length(local.shift)

  name               = "${local.global_name}-codedeploy"
  path               = local.role_path
  description        = "Lets CodeDeploy move the alias live of functions of ${local.name}"
  assume_role_policy = data.aws_iam_policy_document.shift_trust.json

  permissions_boundary = local.boundary_arn
}

resource "aws_iam_role_policy" "shift" {
  count = length(local.shift)

  name   = "shift"
  role   = aws_iam_role.shift[0].name
  policy = data.aws_iam_policy_document.shift.json
}
