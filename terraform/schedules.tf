# Schedules, each with a role and a dead-letter queue of its own.

locals {
  schedule_names        = { for key, each in local.schedules : key => "${var.prefix}${key}-${var.environment}" }
  schedule_group_arn    = "arn:${local.partition}:scheduler:${local.here}:schedule-group/${local.name}"
  schedule_dead_letters = { for key, name in local.schedule_names : key => "${name}-missed" }

  schedule_triggers = { for key, each in local.schedules : key => {
    function         = each.function
    name             = local.schedule_names[key]
    group            = aws_scheduler_schedule_group.this[0].name
    expression       = each.expression
    time_zone        = try(each.timeZone, "UTC")
    dead_letters_arn = "${local.queue_prefix}${aws_sqs_queue.schedule[key].name}"
    # By its policy, so that the role may start the function.
    role_arn = "arn:${local.partition}:iam::${local.account}:role${local.role_path}${aws_iam_role_policy.schedule[key].role}"
    # Terraform writes < and > as \u003c and \u003e, in which Scheduler would not find <aws.scheduler.scheduled-time>.
    input = replace(replace(jsonencode(each.input), "\\u003c", "<"), "\\u003e", ">")
  } }
}

resource "aws_scheduler_schedule_group" "this" {
  count = length(local.schedules) == 0 ? 0 : 1

  name = local.name
}

# Scheduler sends what it could not deliver in the name of the schedule's role, so the queue needs no policy.
resource "aws_sqs_queue" "schedule" {
  for_each = merge(local.schedule_dead_letters, local.retired.missed)

  name                      = each.value
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
}

data "aws_iam_policy_document" "schedule_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.schedule_group_arn]
    }
  }
}

data "aws_iam_policy_document" "schedule" {
  for_each = local.schedules

  statement {
    sid       = "Start"
    actions   = ["lambda:InvokeFunction"]
    resources = [local.alias_arns[each.value.function]]
  }
  statement {
    sid       = "KeepUndelivered"
    actions   = ["sqs:SendMessage"]
    resources = ["${local.queue_prefix}${local.schedule_dead_letters[each.key]}"]
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
        values   = ["scheduler.${local.region}.amazonaws.com", "sqs.${local.region}.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "schedule" {
  for_each = local.schedules

  name               = local.role_names["${local.schedule_names[each.key]}-schedule"]
  path               = local.role_path
  description        = "Lets EventBridge Scheduler start ${local.functions[each.value.function].name}"
  assume_role_policy = data.aws_iam_policy_document.schedule_trust.json

  permissions_boundary = local.boundary_arn
}

resource "aws_iam_role_policy" "schedule" {
  for_each = local.schedules

  name   = "start"
  role   = aws_iam_role.schedule[each.key].name
  policy = data.aws_iam_policy_document.schedule[each.key].json
}
