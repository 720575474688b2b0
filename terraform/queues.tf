# Queues that routes read or write, each with the dead-letter queue that the plan names, and what starts a function from them.

locals {
  fourteen_days = 1209600

  queue_arns        = { for key, each in local.queues : key => "${local.queue_prefix}${each.name}" }
  dead_letters      = { for key, each in local.queues : key => each if can(each.deadLetters) }
  dead_letter_arns  = { for key, each in local.dead_letters : key => "${local.queue_prefix}${each.deadLetters}" }
  queue_mappings    = { for key, each in local.mappings : key => each if each.kind == "queue" }
  queue_of_function = { for key, each in local.queue_mappings : each.function => each.source }
}

resource "aws_sqs_queue" "this" {
  for_each = local.queues

  name                       = each.value.name
  fifo_queue                 = try(each.value.fifo, false) ? true : null
  visibility_timeout_seconds = try(each.value.visibilityTimeout, null)
  message_retention_seconds  = 345600
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

resource "aws_lambda_event_source_mapping" "queue" {
  for_each = local.queue_mappings

  function_name    = local.alias_arns[each.value.function]
  event_source_arn = try(local.queue_arns[each.value.source], "${local.queue_prefix}${each.value.source}")

  batch_size                         = each.value.batchSize
  maximum_batching_window_in_seconds = try(each.value.batchingWindow, 0) == 0 ? null : each.value.batchingWindow

  # Without it Lambda takes a reported failure for a success, and the messages are gone.
  function_response_types = ["ReportBatchItemFailures"]

  dynamic "scaling_config" {
    for_each = can(each.value.maximumConcurrency) ? [each.value.maximumConcurrency] : []
    content {
      maximum_concurrency = scaling_config.value
    }
  }

  depends_on = [aws_sqs_queue.this]
}
