# Alarms as data: each is a row; what a route gets follows from the plan. The headings are those of docs/deploying.md.

locals {
  namespace = "Dromedary" # of the metrics that the functions write themselves

  # What starts a function besides asynchronous events.
  stream_of_function = { for each in values(local.stream_mappings) : each.function => each.source }

  asynchronous = { for route, each in local.functions : route => each if try(each.asynchronous, false) }
  asking = {
    for route, each in local.functions : route => each
    if anytrue([for action in flatten(each.statements[*].actions) : startswith(action, "bedrock:")])
  }
  expecting = { for route, each in local.functions : route => each if can(each.expectEvery) }

  # An alarm looks back at most a day by minutes and a week by hours.
  expectation_periods = { for route, each in local.expecting : route => each.expectEvery < 43200 ? 300 : 3600 }

  dimensions = { for route, each in local.functions : route => {
    lambda  = { FunctionName = each.name }
    metrics = { pipeline = each.pipeline, route = route }
  } }

  common_alarms = merge([for route, each in local.functions : {
    "${route}-errors" = {
      route     = route, heading = "alarm-errors", says = "invocations failed"
      namespace = "AWS/Lambda", metric = "Errors", dimensions = local.dimensions[route].lambda, statistic = "Sum", threshold = 0
    }
    "${route}-throttles" = {
      route     = route, heading = "alarm-throttles", says = "invocations were refused because too many ran at once"
      namespace = "AWS/Lambda", metric = "Throttles", dimensions = local.dimensions[route].lambda, statistic = "Sum", threshold = 0
    }
    "${route}-duration" = {
      route     = route, heading = "alarm-duration", says = "an invocation came near its timeout of ${each.timeout} s"
      namespace = "AWS/Lambda", metric = "Duration", dimensions = local.dimensions[route].lambda, statistic = "Maximum"
      threshold = each.timeout * 1000 * var.thresholds.duration_share
    }
    "${route}-quality" = {
      route     = route, heading = "alarm-quality", says = "fewer than ${var.thresholds.quality_score} % of a file's records were valid"
      namespace = local.namespace, metric = "QualityScore", dimensions = local.dimensions[route].metrics, statistic = "Minimum"
      threshold = var.thresholds.quality_score, comparison = "LessThanThreshold"
    }
  }]...)

  asynchronous_alarms = merge([for route, each in local.asynchronous : {
    "${route}-dead-letters" = {
      route     = route, heading = "alarm-dead-letters", says = "events failed for good and wait in ${each.name}-failed"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = "${each.name}-failed" }
      statistic = "Maximum", threshold = 0
    }
    "${route}-lost-dead-letters" = {
      route     = route, heading = "alarm-lost-dead-letters", says = "failed events could not be handed to ${each.name}-failed"
      namespace = "AWS/Lambda", metric = "DestinationDeliveryFailures", dimensions = local.dimensions[route].lambda
      statistic = "Sum", threshold = 0
    }
    "${route}-dropped-events" = {
      route     = route, heading = "alarm-dropped-events", says = "events were given up without an invocation that succeeded"
      namespace = "AWS/Lambda", metric = "AsyncEventsDropped", dimensions = local.dimensions[route].lambda
      statistic = "Sum", threshold = 0
    }
    "${route}-event-age" = {
      route     = route, heading = "alarm-event-age", says = "events wait long before they are worked on"
      namespace = "AWS/Lambda", metric = "AsyncEventAge", dimensions = local.dimensions[route].lambda, statistic = "Maximum"
      # Two more attempts, after one and two minutes, are no reason yet.
      threshold = max(var.thresholds.async_event_age, 3 * each.timeout + 300) * 1000
    }
  }]...)

  queue_alarms = merge([for route, source in local.queue_of_function : merge(
    {
      "${route}-queue-age" = {
        route      = route, heading = "alarm-queue-age", says = "messages wait long before they are worked on"
        namespace  = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage"
        dimensions = { QueueName = try(local.queues[source].name, source) }, statistic = "Maximum"
        # A message that is being worked on, or tried again, is no reason yet.
        threshold = max(var.thresholds.queue_age, 2 * try(local.queues[source].visibilityTimeout, 0))
      }
      "${route}-failed-items" = {
        route     = route, heading = "alarm-failed-items", says = "messages of a batch failed; they come again"
        namespace = local.namespace, metric = "FailedItems", dimensions = local.dimensions[route].metrics
        statistic = "Sum", threshold = 0
      }
    },
    { for name in try([local.queues[source].deadLetters], []) : "${route}-dead-letters" => {
      route     = route, heading = "alarm-dead-letters", says = "messages failed for good and wait in ${name}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = name }
      statistic = "Maximum", threshold = 0
    } },
  )]...)

  stream_alarms = merge([for route, source in local.stream_of_function : merge(
    {
      "${route}-iterator-age" = {
        route     = route, heading = "alarm-iterator-age", says = "the function is behind its stream"
        namespace = "AWS/Lambda", metric = "IteratorAge", dimensions = local.dimensions[route].lambda, statistic = "Maximum"
        threshold = var.thresholds.iterator_age * 1000
      }
      "${route}-failed-items" = {
        route     = route, heading = "alarm-failed-items", says = "records of a batch failed; their shard waits"
        namespace = local.namespace, metric = "FailedItems", dimensions = local.dimensions[route].metrics
        statistic = "Sum", threshold = 0
      }
      "${route}-lost-dead-letters" = {
        route     = route, heading = "alarm-lost-dead-letters", says = "records that were given up could not be stored"
        namespace = "AWS/Lambda", metric = "DestinationDeliveryFailures", dimensions = local.dimensions[route].lambda
        statistic = "Sum", threshold = 0
      }
    },
    { for name in try([local.failed_records[local.failed_records_buckets[route]]], []) : "${route}-dead-letters" => {
      route     = route, heading = "alarm-dead-letters", says = "records were given up and are in ${local.all_buckets[local.failed_records_buckets[route]].name}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = name }
      statistic = "Maximum", threshold = 0
    } },
  )]...)

  undelivered_alarms = merge(
    { for key, each in local.rules : "${key}-undelivered" => {
      route     = each.function, heading = "alarm-undelivered", says = "EventBridge could not hand over events; they wait in ${local.rule_dead_letters[key]}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = local.rule_dead_letters[key] }
      statistic = "Maximum", threshold = 0
    } },
    { for key, each in local.schedules : "${key}-missed" => {
      route     = each.function, heading = "alarm-undelivered", says = "Scheduler could not start it; the input waits in ${local.schedule_dead_letters[key]}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = local.schedule_dead_letters[key] }
      statistic = "Maximum", threshold = 0
    } },
  )

  silence_alarms = { for route, each in local.expecting : "${route}-silence" => {
    route     = route, heading = "alarm-silence", says = "nothing came for ${each.expectEvery} s"
    namespace = "AWS/Lambda", metric = "Invocations", dimensions = local.dimensions[route].lambda, statistic = "Sum"
    threshold = 1, comparison = "LessThanThreshold", missing = "breaching"
    # One period more than expected, so that what comes just every so often does not come too late.
    period = local.expectation_periods[route]
    periods = min(ceil(each.expectEvery / local.expectation_periods[route]) + 1,
    (local.expectation_periods[route] == 300 ? 86400 : 604800) / local.expectation_periods[route])
  } }

  cost_alarms = { for route, each in local.asking : "${route}-model-cost" => {
    route     = route, heading = "alarm-model-cost", says = "the model has cost more than ${var.thresholds.model_cost} US dollars today"
    namespace = local.namespace, metric = "ModelCost", dimensions = local.dimensions[route].metrics, statistic = "Sum"
    threshold = var.thresholds.model_cost, period = 86400
  } }

  alarms = { for key, each in merge(
    local.common_alarms, local.asynchronous_alarms, local.queue_alarms, local.stream_alarms,
    local.undelivered_alarms, local.silence_alarms, local.cost_alarms,
    ) : key => merge({ comparison = "GreaterThanThreshold", missing = "notBreaching", period = 300, periods = 1 }, each)
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name = "${each.key}-${var.environment}"
  alarm_description = join(" ", [
    "${each.value.route} (${local.functions[each.value.route].source}): ${each.value.says}.",
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
  ok_actions    = [local.alarm_topic_arn]
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
  ok_actions    = [local.alarm_topic_arn]
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

  name         = local.name
  budget_type  = "COST"
  limit_amount = tostring(var.monthly_budget)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  # Counts what has the tag, once the tag is switched on as a cost allocation tag: docs/deploying.md.
  cost_filter {
    name   = "TagKeyValue"
    values = ["user:environment$${var.environment}"]
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

  depends_on = [aws_sns_topic_policy.alarms]
}

# One dashboard: for each route a row of how it runs and what it does.

locals {
  route_order = sort(keys(local.functions))

  dashboard = {
    widgets = concat(
      [{
        type       = "text", x = 0, y = 0, width = 24, height = 2
        properties = { markdown = "# Dromedary, ${var.environment}\n${length(local.functions)} routes. What to do about an alarm: ${var.runbook_url}" }
      }],
      flatten([for row, route in local.route_order : [
        {
          type = "metric", x = 0, y = 2 + 6 * row, width = 8, height = 6
          properties = {
            title  = "${route}: invocations"
            region = var.region, stat = "Sum", period = 300, view = "timeSeries"
            metrics = [for metric in ["Invocations", "Errors", "Throttles"] :
            ["AWS/Lambda", metric, "FunctionName", local.functions[route].name]]
          }
        },
        {
          type = "metric", x = 8, y = 2 + 6 * row, width = 8, height = 6
          properties = {
            title  = "${route}: duration, ms"
            region = var.region, period = 300, view = "timeSeries"
            metrics = [
              ["AWS/Lambda", "Duration", "FunctionName", local.functions[route].name, { stat = "p50" }],
              ["AWS/Lambda", "Duration", "FunctionName", local.functions[route].name, { stat = "Maximum" }],
            ]
            annotations = { horizontal = [{ label = "timeout", value = local.functions[route].timeout * 1000 }] }
          }
        },
        {
          type = "metric", x = 16, y = 2 + 6 * row, width = 8, height = 6
          properties = {
            title  = "${route}: records"
            region = var.region, stat = "Sum", period = 300, view = "timeSeries"
            metrics = [for metric in ["RecordsIn", "RecordsValid", "RecordsRejected", "DuplicatesSkipped", "FailedItems"] :
            [local.namespace, metric, "pipeline", local.functions[route].pipeline, "route", route]]
          }
        },
      ]]),
      [{
        type = "metric", x = 0, y = 2 + 6 * length(local.functions), width = 24, height = 6
        properties = {
          title  = "What failed for good"
          region = var.region, stat = "Maximum", period = 300, view = "timeSeries"
          metrics = [for name in sort(distinct([
            for each in values(local.alarms) : each.dimensions.QueueName
            if each.metric == "ApproximateNumberOfMessagesVisible"
          ])) : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name]]
        }
      }],
    )
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.name
  dashboard_body = jsonencode(local.dashboard)
}
