data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account]
    }
  }
}

# What every function needs to run here.
data "aws_iam_policy_document" "runtime" {
  # checkov:skip=CKV_AWS_111: X-Ray's and the network interfaces' actions know no resource
  # checkov:skip=CKV_AWS_356: X-Ray's and the network interfaces' actions know no resource
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.log_group_arn}:*"]
  }

  statement {
    sid       = "SendTraces"
    actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = var.asynchronous == null ? [] : [1]
    content {
      sid       = "KeepFailedEvents"
      actions   = ["sqs:SendMessage"]
      resources = [var.asynchronous.queue_arn]
    }
  }

  # Lambda writes them under aws/lambda/ and looks there first.
  dynamic "statement" {
    for_each = var.failed_records_bucket_arn == null ? [] : [1]
    content {
      sid       = "KeepFailedRecords"
      actions   = ["s3:PutObject"]
      resources = ["${var.failed_records_bucket_arn}/aws/lambda/*"]
    }
  }
  dynamic "statement" {
    for_each = var.failed_records_bucket_arn == null ? [] : [1]
    content {
      sid       = "FindBucketOfFailedRecords"
      actions   = ["s3:ListBucket"]
      resources = [var.failed_records_bucket_arn]
    }
  }

  dynamic "statement" {
    for_each = var.kms_key_arn == null ? [] : [1]
    content {
      sid       = "UseCustomerKey"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [var.kms_key_arn]
      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = var.kms_via_services
      }
    }
  }

  dynamic "statement" {
    for_each = var.subnets == null ? [] : [1]
    content {
      sid = "AttachToNetwork"
      actions = [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ]
      resources = ["*"]
    }
  }

  # Lambda's own service makes the interfaces; the function's code has no reason to.
  dynamic "statement" {
    for_each = var.subnets == null ? [] : [1]
    content {
      sid    = "CodeAttachesNothing"
      effect = "Deny"
      actions = [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ]
      resources = ["*"]
      condition {
        test     = "ArnEquals"
        variable = "lambda:SourceFunctionArn"
        values   = [var.arn]
      }
    }
  }
}

# What the route does, as the plan says.
data "aws_iam_policy_document" "route" {
  dynamic "statement" {
    for_each = var.statements
    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_role" "this" {
  name               = var.role_name
  path               = var.role_path
  description        = "Lets the function ${var.name} do what its route does"
  assume_role_policy = data.aws_iam_policy_document.trust.json

  permissions_boundary = var.permissions_boundary
}

resource "aws_iam_role_policy" "runtime" {
  name   = "runtime"
  role   = aws_iam_role.this.name
  policy = data.aws_iam_policy_document.runtime.json
}

resource "aws_iam_role_policy" "route" {
  count = length(var.statements) == 0 ? 0 : 1

  name   = "route"
  role   = aws_iam_role.this.name
  policy = data.aws_iam_policy_document.route.json
}
