# Kinesis streams and what starts a function from them.

locals {
  stream_mappings = { for key, each in local.mappings : key => each if each.kind == "stream" }

  # Where records that are given up are kept, by function: the bucket that the route names, or the deployment's own.
  failed_records_buckets = { for each in values(local.stream_mappings) : each.function => try(each.onFailureBucket, local.undelivered) }
  failed_records_arns = {
    for route, bucket in local.failed_records_buckets : route => try(local.bucket_arns[bucket], "arn:${local.partition}:s3:::${bucket}")
  }
  # A bucket, because only there the records themselves are kept; a queue gets no more than their numbers.
  stream_triggers = { for key, each in local.stream_mappings : key => merge(each, {
    arn        = "${local.stream_prefix}${try(aws_kinesis_stream.this[each.source].name, each.source)}"
    on_failure = "arn:${local.partition}:s3:::${try(aws_s3_bucket.this[local.failed_records_buckets[each.function]].bucket, local.failed_records_buckets[each.function])}"
  }) }
  stream_prefix = "arn:${local.partition}:kinesis:${local.here}:stream/"
}

resource "aws_kinesis_stream" "this" {
  for_each = local.streams

  name             = each.value.name
  retention_period = 24
  encryption_type  = "KMS"
  kms_key_id       = coalesce(try(each.value.kmsKey, var.kms_key_arn), "alias/aws/kinesis")

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }
}

# What lands among the failed records is told to a queue too, whose length an alarm sees until somebody has dealt with it.
locals {
  # Those of streams whose route is gone stay for as long as retired_failed_records says.
  keeping_failed_records = setunion(values(local.failed_records_buckets), var.retired_failed_records)
  failed_records = {
    for bucket in local.keeping_failed_records : bucket => "${var.prefix}${bucket}-failed-records-${var.environment}"
    if can(local.all_buckets[bucket])
  }
  failed_records_rules = {
    for bucket, name in local.failed_records : bucket => "arn:${local.partition}:events:${local.here}:rule/${name}"
  }
}

resource "aws_cloudwatch_event_rule" "failed_records" {
  for_each = local.failed_records

  name        = each.value
  description = "Records of a stream that were given up have landed in ${local.all_buckets[each.key].name}"
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = [local.all_buckets[each.key].name] }
      object = { key = [{ prefix = "aws/lambda/" }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "failed_records" {
  for_each = local.failed_records

  rule      = aws_cloudwatch_event_rule.failed_records[each.key].name
  target_id = "queue"
  arn       = "${local.queue_prefix}${each.value}"

  depends_on = [aws_sqs_queue_policy.failed_records]
}

resource "aws_sqs_queue" "failed_records" {
  for_each = local.failed_records

  name                      = each.value
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
}

data "aws_iam_policy_document" "failed_records" {
  for_each = local.failed_records

  statement {
    sid       = "Rule"
    actions   = ["sqs:SendMessage"]
    resources = ["${local.queue_prefix}${each.value}"]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.failed_records_rules[each.key]]
    }
  }
}

resource "aws_sqs_queue_policy" "failed_records" {
  for_each = local.failed_records

  queue_url = aws_sqs_queue.failed_records[each.key].url
  policy    = data.aws_iam_policy_document.failed_records[each.key].json
}
