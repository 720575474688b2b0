# Buses and rules. What can't be delivered goes to a dead-letter queue of its own for each rule.

locals {
  bus_names = { for key, each in local.buses : key => each.name }

  rule_names = { for key, each in local.rules : key => "${var.prefix}${key}-${var.environment}" }
  rule_buses = { for key, each in local.rules : key => try(local.bus_names[each.bus], each.bus) }
  rule_arns = {
    for key, name in local.rule_names :
    key => "arn:${local.partition}:events:${local.here}:rule/${local.rule_buses[key] == "default" ? "" : "${local.rule_buses[key]}/"}${name}"
  }
  rule_dead_letters = { for key, name in local.rule_names : key => "${name}-undelivered" }
}

resource "aws_cloudwatch_event_bus" "this" {
  for_each = local.buses

  name               = each.value.name
  kms_key_identifier = try(each.value.kmsKey, var.kms_key_arn)
}

resource "aws_cloudwatch_event_archive" "this" {
  for_each = { for key, each in local.buses : key => each if can(each.archiveDays) }

  name             = each.value.name
  description      = "Events that can be replayed"
  event_source_arn = "arn:${local.partition}:events:${local.here}:event-bus/${each.value.name}"
  retention_days   = each.value.archiveDays

  kms_key_identifier = try(each.value.kmsKey, var.kms_key_arn)

  depends_on = [aws_cloudwatch_event_bus.this]
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.rules

  name           = local.rule_names[each.key]
  description    = "Starts ${local.functions[each.value.function].name}"
  event_bus_name = local.rule_buses[each.key]
  event_pattern  = jsonencode(each.value.pattern)

  # On another bus the new rule stands before the old one goes: a rule's name is its bus's.
  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_cloudwatch_event_bus.this]
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.rules

  rule           = aws_cloudwatch_event_rule.this[each.key].name
  event_bus_name = local.rule_buses[each.key]
  target_id      = "live"
  arn            = local.alias_arns[each.value.function]

  dead_letter_config {
    arn = "${local.queue_prefix}${local.rule_dead_letters[each.key]}"
  }
  # Handing an event over to Lambda; what becomes of it there is the function's own configuration.
  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_sqs_queue_policy.rule]
}

resource "aws_lambda_permission" "rule" {
  for_each = local.rules

  statement_id  = "rule-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = module.function[each.value.function].function.function_name
  qualifier     = module.function[each.value.function].alias.name
  principal     = "events.amazonaws.com"
  # The ARN holds the account. EventBridge sends no account besides, and with source_account it could not invoke:
  # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
  source_arn = local.rule_arns[each.key]
}

resource "aws_sqs_queue" "rule" {
  for_each = local.rules

  name                      = local.rule_dead_letters[each.key]
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
}

data "aws_iam_policy_document" "rule" {
  for_each = local.rules

  statement {
    sid       = "Rule"
    actions   = ["sqs:SendMessage"]
    resources = ["${local.queue_prefix}${local.rule_dead_letters[each.key]}"]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.rule_arns[each.key]]
    }
  }
}

resource "aws_sqs_queue_policy" "rule" {
  for_each = local.rules

  queue_url = aws_sqs_queue.rule[each.key].url
  policy    = data.aws_iam_policy_document.rule[each.key].json
}
