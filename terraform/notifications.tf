# What buckets tell, and whom.

locals {
  # Direct notifications that start a function: bucket and function, once however many suffixes there are.
  notified_functions = { for pair in distinct(flatten([
    for key, each in local.buckets : [
      for notification in try(each.notifications, []) : { bucket = key, function = notification.function } if can(notification.function)
    ]
  ])) : "${pair.bucket}:${pair.function}" => pair }

  # Buckets whose news somebody reads: as the plan says, and those with failed records.
  telling = { for key, each in local.all_buckets : key => {
    eventbridge   = try(each.eventBridge, false) || contains(keys(local.failed_records), key)
    notifications = try(each.notifications, [])
  } }
}

# S3 has one notification configuration a bucket; a second resource would wipe out the first.
resource "aws_s3_bucket_notification" "this" {
  for_each = { for key, each in local.telling : key => each if each.eventbridge || length(each.notifications) > 0 }

  bucket      = aws_s3_bucket.this[each.key].id
  eventbridge = each.value.eventbridge

  dynamic "lambda_function" {
    for_each = [for notification in each.value.notifications : notification if can(notification.function)]
    content {
      lambda_function_arn = "${local.function_arns[lambda_function.value.function]}:${module.function[lambda_function.value.function].triggers.buckets[each.key].qualifier}"
      events              = lambda_function.value.events
      filter_prefix       = try(lambda_function.value.prefix, null)
      filter_suffix       = try(lambda_function.value.suffix, null)
    }
  }

  dynamic "queue" {
    for_each = [for notification in each.value.notifications : notification if can(notification.queue)]
    content {
      queue_arn     = try(local.queue_arns[queue.value.queue], "${local.queue_prefix}${queue.value.queue}")
      events        = queue.value.events
      filter_prefix = try(queue.value.prefix, null)
      filter_suffix = try(queue.value.suffix, null)
    }
  }

  # S3 tries whether it may before it accepts.
  depends_on = [aws_sqs_queue_policy.this]
}
