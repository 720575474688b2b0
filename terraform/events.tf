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

  # By the queue's policy, so that EventBridge may use it before it has to.
  rule_triggers = { for key, each in local.rules : key => {
    function         = each.function
    rule             = aws_cloudwatch_event_rule.this[key].name
    bus              = local.rule_buses[key]
    arn              = local.rule_arns[key]
    dead_letters_arn = jsondecode(aws_sqs_queue_policy.rule[key].policy).Statement[0].Resource
  } }
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

resource "aws_sqs_queue" "rule" {
  for_each = merge(local.rule_dead_letters, local.retired.undelivered)

  name                      = each.value
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

# A rule or schedule that goes, such as a renamed route's, goes after all that starts functions now stands: this is changed in between, and
# what it refers to is made before it is destroyed.
resource "terraform_data" "standing" {
  input = sort(flatten([for each in module.function : each.standing]))
}
