# Who talked to whom in the network.

resource "aws_flow_log" "this" {
  count = var.network == null ? 0 : 1

  vpc_id          = aws_vpc.this[0].id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flow[0].arn
  iam_role_arn    = aws_iam_role.flow[0].arn
}

resource "aws_cloudwatch_log_group" "flow" {
  # checkov:skip=CKV_AWS_158: encrypted by AWS's key unless kms_key_arn names one
  # checkov:skip=CKV_AWS_338: how long logs are kept is the variable log_retention_days
  count = var.network == null ? 0 : 1

  name              = "/aws/vpc/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

data "aws_iam_policy_document" "flow_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:ec2:${local.here}:vpc-flow-log/*"]
    }
  }
}

data "aws_iam_policy_document" "flow" {
  statement {
    sid = "WriteLogs"
    actions = [
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]
    resources = ["arn:${local.partition}:logs:${local.here}:log-group:/aws/vpc/${local.name}:*"]
  }
}

resource "aws_iam_role" "flow" {
  count = var.network == null ? 0 : 1

  name               = "${local.global_name}-flow-logs"
  path               = local.role_path
  assume_role_policy = data.aws_iam_policy_document.flow_trust.json

  permissions_boundary = local.boundary_arn
}

resource "aws_iam_role_policy" "flow" {
  count = var.network == null ? 0 : 1

  name   = "write"
  role   = aws_iam_role.flow[0].name
  policy = data.aws_iam_policy_document.flow.json
}
