# Queues that routes read or write, each with the dead-letter queue that the plan names, and what starts a function from them.

locals {
  fourteen_days = 1209600

  # Queues of routes that are gone, by what they hold.
  retired = { for kind in ["failed", "missed", "undelivered"] : kind => {
    for route, kinds in var.retired_routes : route => "${var.prefix}${route}-${var.environment}-${kind}" if contains(kinds, kind)
  } }

  # Queues that nothing names any more, as the plan had them.
  retired_queues = { for key, each in var.retired_queues : key => merge(
    {
      name              = "${var.prefix}${trimsuffix(key, ".fifo")}-${var.environment}${endswith(key, ".fifo") ? ".fifo" : ""}"
      deadLetters       = "${var.prefix}${trimsuffix(key, ".fifo")}-dead-letters-${var.environment}${endswith(key, ".fifo") ? ".fifo" : ""}"
      fifo              = endswith(key, ".fifo")
      visibilityTimeout = each.visibility_timeout
      maxReceiveCount   = each.max_receive_count
    },
    each.kms_key == null ? {} : { kmsKey = each.kms_key },
  ) }

  queue_arns       = { for key, each in local.queues : key => "${local.queue_prefix}${each.name}" }
  dead_letters     = { for key, each in local.queues : key => each if can(each.deadLetters) }
  dead_letter_arns = { for key, each in local.dead_letters : key => "${local.queue_prefix}${each.deadLetters}" }
  queue_mappings   = { for key, each in local.mappings : key => each if each.kind == "queue" }
  queue_triggers = { for key, each in local.queue_mappings : key => merge(each, {
    arn = "${local.queue_prefix}${try(aws_sqs_queue.this[each.source].name, each.source)}"
  }) }
  queue_of_function = { for key, each in local.queue_mappings : each.function => each.source }
}

resource "aws_sqs_queue" "this" {
  for_each = local.queues

  name                       = each.value.name
  fifo_queue                 = try(each.value.fifo, false) ? true : null
  visibility_timeout_seconds = try(each.value.visibilityTimeout, null)
  message_retention_seconds  = contains(keys(local.retired_queues), each.key) ? local.fourteen_days : 345600
  receive_wait_time_seconds  = 20

  # A sender that names no deduplication id gets one from the content; one that names it keeps its own.
  content_based_deduplication = try(each.value.fifo, false) ? true : null

  sqs_managed_sse_enabled = try(each.value.kmsKey, var.kms_key_arn) == null ? true : null
  kms_master_key_id       = try(each.value.kmsKey, var.kms_key_arn)

  redrive_policy = can(each.value.deadLetters) ? jsonencode({
    deadLetterTargetArn = local.dead_letter_arns[each.key]
    maxReceiveCount     = each.value.maxReceiveCount
  }) : null

  lifecycle {
    precondition {
      condition     = max([for name in [each.value.name, try(each.value.deadLetters, "")] : length(name)]...) <= 80
      error_message = "${each.value.name} or its dead-letter queue has a name of more than 80 characters: shorten the prefix, or the name in the pipeline's properties."
    }
  }

  depends_on = [aws_sqs_queue.dead_letters]
}

# Kept for longer than the queue itself keeps, because a message's age counts from the first queue.
resource "aws_sqs_queue" "dead_letters" {
  for_each = local.dead_letters

  name                      = each.value.deadLetters
  fifo_queue                = try(each.value.fifo, false) ? true : null
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = try(each.value.kmsKey, var.kms_key_arn) == null ? true : null
  kms_master_key_id         = try(each.value.kmsKey, var.kms_key_arn)

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [local.queue_arns[each.key]]
  })
}

data "aws_iam_policy_document" "queue" {
  for_each = local.queues

  statement {
    sid       = "OnlyEncryptedConnections"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [local.queue_arns[each.key]]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  dynamic "statement" {
    for_each = try(each.value.senders, [])
    content {
      sid       = "Sender${statement.key + 1}"
      actions   = ["sqs:SendMessage"]
      resources = [local.queue_arns[each.key]]
      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }
      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [statement.value.sourceArn]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account]
      }
    }
  }
}

resource "aws_sqs_queue_policy" "this" {
  for_each = local.queues

  queue_url = aws_sqs_queue.this[each.key].url
  policy    = data.aws_iam_policy_document.queue[each.key].json
}

# What Lambda gave up. A route that is gone keeps it for as long as retired_routes says; so it stands here, not with the function.
resource "aws_sqs_queue" "on_failure" {
  for_each = merge({ for route, each in local.asynchronous : route => "${each.name}-failed" }, local.retired.failed)

  name                      = each.value
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
}
