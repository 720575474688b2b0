# How CodeDeploy moves the alias to a new version; nothing unless the variable shift is set.

locals {
  # What only the new version does counts. Lambda tells the versions of an alias apart while it points to two:
  # https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
  version_alarms = var.shift == null ? {} : {
    errors = {
      says = "invocations of the new version failed", metric = "Errors", statistic = "Sum", threshold = 0
    }
    duration = {
      says      = "an invocation of the new version came near its timeout of ${var.timeout} s", metric = "Duration", statistic = "Maximum"
      threshold = var.timeout * 1000 * var.shift.duration_share
    }
  }
}

# Where the alias is, which Terraform leaves alone then.
data "aws_lambda_alias" "live" {
  count = try(var.shift.exists, false) && var.live_version == null ? 1 : 0

  function_name = var.name
  name          = "live"
}

resource "aws_cloudwatch_metric_alarm" "version" {
  for_each = local.version_alarms

  alarm_name        = format(var.shift.alarm_format, each.key)
  alarm_description = "${var.shift.route}: ${each.value.says}. What to do: ${var.shift.runbook}#alarm-version"

  namespace   = "AWS/Lambda"
  metric_name = each.value.metric
  dimensions = {
    FunctionName    = var.name
    Resource        = "${var.name}:${aws_lambda_alias.live.name}"
    ExecutedVersion = aws_lambda_function.this.version
  }
  statistic           = each.value.statistic
  period              = 60
  evaluation_periods  = 1
  threshold           = each.value.threshold
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"

  alarm_actions = [var.shift.alarm_topic_arn]
}

resource "aws_codedeploy_deployment_group" "this" {
  count = var.shift == null ? 0 : 1

  app_name               = var.shift.application
  deployment_group_name  = var.name
  deployment_config_name = var.shift.configuration
  service_role_arn       = var.shift.role_arn

  deployment_style {
    deployment_option = "WITH_TRAFFIC_CONTROL"
    deployment_type   = "BLUE_GREEN"
  }
  alarm_configuration {
    enabled = true
    alarms  = concat(values(aws_cloudwatch_metric_alarm.version)[*].alarm_name, var.shift.further_alarms)
  }
  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]
  }
}
