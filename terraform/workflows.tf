# State machines, one for each workflow of the plan, each with a role and a log group of its own.

locals {
  workflow_arns = { for route, each in local.workflows : route => "arn:${local.partition}:states:${local.here}:stateMachine:${each.name}" }
  workflow_logs = { for route, each in local.workflows : route => "/aws/vendedlogs/states/${each.name}" }
}

resource "aws_cloudwatch_log_group" "workflow" {
  # checkov:skip=CKV_AWS_158: encrypted by AWS's key unless kms_key_arn names one
  # checkov:skip=CKV_AWS_338: how long logs are kept is the variable log_retention_days
  for_each = local.workflow_logs

  name              = each.value
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

data "aws_iam_policy_document" "workflow_trust" {
  for_each = local.workflows

  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.workflow_arns[each.key]]
    }
  }
}

data "aws_iam_policy_document" "workflow" {
  # checkov:skip=CKV_AWS_111: X-Ray and the delivery of logs know no resources
  # checkov:skip=CKV_AWS_356: X-Ray and the delivery of logs know no resources
  for_each = local.workflows

  # What the route calls, as the plan says.
  dynamic "statement" {
    for_each = each.value.statements
    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
  # https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
  statement {
    sid = "DeliverLogs"
    actions = [
      "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
    ]
    resources = ["*"]
  }
  # https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
  dynamic "statement" {
    for_each = var.kms_key_arn == null ? {} : {
      Encrypt     = { actions = ["kms:Decrypt", "kms:GenerateDataKey"], context = "aws:states:stateMachineArn", of = local.workflow_arns[each.key] }
      EncryptLogs = { actions = ["kms:GenerateDataKey"], context = "SourceArn", of = "arn:${local.partition}:logs:${local.here}:*" }
    }
    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = [var.kms_key_arn]
      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:${statement.value.context}"
        values   = [statement.value.of]
      }
    }
  }
  # https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
  statement {
    sid       = "Trace"
    actions   = ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "workflow" {
  for_each = local.workflows

  name               = local.role_names["${each.value.name}-workflow"]
  path               = local.role_path
  description        = "Lets the workflow ${each.value.name} call its routes"
  assume_role_policy = data.aws_iam_policy_document.workflow_trust[each.key].json

  permissions_boundary = local.boundary_arn
}

resource "aws_iam_role_policy" "workflow" {
  for_each = local.workflows

  name   = "call"
  role   = aws_iam_role.workflow[each.key].name
  policy = data.aws_iam_policy_document.workflow[each.key].json
}

resource "aws_sfn_state_machine" "this" {
  # checkov:skip=CKV_AWS_285: what goes from state to state is data, and no data stands in a log; the history of an execution has it
  for_each = local.workflows

  name = each.value.name
  type = each.value.type
  # By its policy, so that the role may call what the definition names.
  role_arn   = "arn:${local.partition}:iam::${local.account}:role${local.role_path}${aws_iam_role_policy.workflow[each.key].role}"
  definition = jsonencode(each.value.definition)

  logging_configuration {
    level                  = each.value.type == "EXPRESS" ? "ALL" : "ERROR"
    include_execution_data = false
    log_destination        = "arn:${local.partition}:logs:${local.here}:log-group:${aws_cloudwatch_log_group.workflow[each.key].name}:*"
  }

  tracing_configuration {
    enabled = true
  }

  # The definition, and what goes through its executions.
  dynamic "encryption_configuration" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]
    content {
      type                              = "CUSTOMER_MANAGED_KMS_KEY"
      kms_key_id                        = encryption_configuration.value
      kms_data_key_reuse_period_seconds = 300
    }
  }

  # The alias of each function has to be there before the first execution.
  depends_on = [module.function]
}
