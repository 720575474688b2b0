# The alarms that alarms.tf lists, the topic that they tell, and the budget.

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name = "${var.prefix}${each.key}-${var.environment}"
  alarm_description = join(" ", [
    "${each.value.route} (${try(local.functions[each.value.route].source, local.workflows[each.value.route].source, "retired")}): ${each.value.says}.",
    "What to do: ${var.runbook_url}#${each.value.heading}",
  ])

  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = each.value.period
  evaluation_periods  = each.value.periods
  threshold           = each.value.threshold
  comparison_operator = each.value.comparison
  treat_missing_data  = each.value.missing

  alarm_actions = [local.alarm_topic_arn]
  ok_actions    = var.tell_recoveries ? [local.alarm_topic_arn] : []
}

resource "aws_cloudwatch_metric_alarm" "api" {
  count = length(local.endpoints) == 0 ? 0 : 1

  alarm_name        = "${local.name}-api-5xx"
  alarm_description = "The HTTP API answered with 5xx (routes: ${join(", ", [for each in values(local.endpoints) : each.function])}). What to do: ${var.runbook_url}#alarm-api"

  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  dimensions          = { ApiId = aws_apigatewayv2_api.this[0].id, Stage = "$default" }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"

  alarm_actions = [local.alarm_topic_arn]
  ok_actions    = var.tell_recoveries ? [local.alarm_topic_arn] : []
}

# The topic of all alarms.

locals {
  alarm_topic     = "${local.name}-alarms"
  alarm_topic_arn = "arn:${local.partition}:sns:${local.here}:${local.alarm_topic}"
}

resource "aws_sns_topic" "alarms" {
  # checkov:skip=CKV_AWS_26: CloudWatch can't publish to a topic under SNS's own key; kms_key_arn names one that lets it. Alarms hold no data
  name              = local.alarm_topic
  kms_master_key_id = var.kms_key_arn
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "Alarms"
    actions   = ["sns:Publish"]
    resources = [local.alarm_topic_arn]
    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:cloudwatch:${local.here}:alarm:*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }

  statement {
    sid       = "Budget"
    actions   = ["sns:Publish"]
    resources = [local.alarm_topic_arn]
    principals {
      type        = "Service"
      identifiers = ["budgets.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:budgets::${local.account}:*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

resource "aws_budgets_budget" "this" {
  count = var.monthly_budget == null ? 0 : 1

  name         = local.global_name
  budget_type  = "COST"
  limit_amount = tostring(var.monthly_budget)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  # Counts what has the tag, once the tag is switched on as a cost allocation tag: docs/deploying.md.
  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:environment$%s", local.environment)]
  }

  notification {
    comparison_operator       = "GREATER_THAN"
    threshold                 = 80
    threshold_type            = "PERCENTAGE"
    notification_type         = "ACTUAL"
    subscriber_sns_topic_arns = [local.alarm_topic_arn]
  }
  notification {
    comparison_operator       = "GREATER_THAN"
    threshold                 = 100
    threshold_type            = "PERCENTAGE"
    notification_type         = "FORECASTED"
    subscriber_sns_topic_arns = [local.alarm_topic_arn]
  }

  lifecycle {
    precondition {
      condition     = try(data.aws_default_tags.current.tags["environment"], "") == local.environment
      error_message = "The budget counts what has the tag environment: give the provider default_tags with environment = \"${local.environment}\"."
    }
  }

  depends_on = [aws_sns_topic_policy.alarms]
}
