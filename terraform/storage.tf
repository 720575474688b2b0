# Buckets: those of the plan, one for what is deployed, and one for records of streams that name no bucket of their own.

locals {
  artifacts   = "dromedary-artifacts"
  undelivered = "dromedary-undelivered"

  own_buckets = merge(
    { (local.artifacts) = { name = "${local.artifacts}-${var.environment}-${local.account}" } },
    anytrue([for each in values(local.mappings) : each.kind == "stream" && !can(each.onFailureBucket)])
    ? { (local.undelivered) = { name = "${local.undelivered}-${var.environment}-${local.account}" } } : {},
  )

  all_buckets = merge(local.buckets, local.own_buckets)
  bucket_arns = { for key, each in local.all_buckets : key => "arn:${local.partition}:s3:::${each.name}" }

  # Direct notifications that start a function: bucket and function, once however many suffixes there are.
  notified_functions = { for pair in distinct(flatten([
    for key, each in local.buckets : [
      for notification in try(each.notifications, []) : { bucket = key, function = notification.function } if can(notification.function)
    ]
  ])) : "${pair.bucket}:${pair.function}" => pair }

  # A rule for each prefix that the bucket has and somebody has an opinion on.
  expiring = {
    for key, each in local.all_buckets : key => merge(
      { for prefix in try(each.prefixes, []) : prefix => var.retention[prefix] if contains(keys(var.retention), prefix) },
      contains(values(local.failed_records_buckets), key) ? { "aws/lambda/" = { archive_after = null, delete_after = 14 } } : {},
      key == local.artifacts ? { "${local.name}/" = { archive_after = null, delete_after = 30 } } : {},
    )
  }
}

resource "aws_s3_bucket" "this" {
  # checkov:skip=CKV_AWS_18: access logs would need a bucket of their own; CloudTrail data events are the account's choice
  # checkov:skip=CKV_AWS_144: inputs and outputs can be made again from their sources; copies in another region are not worth twice the price
  # checkov:skip=CKV_AWS_145: encrypted by S3's key unless kms_key_arn names one
  # checkov:skip=CKV2_AWS_62: buckets that start a route have EventBridge or a notification, as the plan says; others need none
  for_each = local.all_buckets

  bucket        = each.value.name
  force_destroy = !var.protect_data
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = local.all_buckets

  bucket = aws_s3_bucket.this[each.key].id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = local.all_buckets

  bucket = aws_s3_bucket.this[each.key].id
  rule {
    bucket_key_enabled = try(each.value.kmsKey, var.kms_key_arn) != null
    apply_server_side_encryption_by_default {
      sse_algorithm     = try(each.value.kmsKey, var.kms_key_arn) == null ? "AES256" : "aws:kms"
      kms_master_key_id = try(each.value.kmsKey, var.kms_key_arn)
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = local.all_buckets

  bucket                  = aws_s3_bucket.this[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = local.all_buckets

  bucket = aws_s3_bucket.this[each.key].id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

data "aws_iam_policy_document" "bucket" {
  for_each = local.all_buckets

  statement {
    sid       = "OnlyEncryptedConnections"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local.bucket_arns[each.key], "${local.bucket_arns[each.key]}/*"]
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
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.all_buckets

  bucket = aws_s3_bucket.this[each.key].id
  policy = data.aws_iam_policy_document.bucket[each.key].json

  # S3 takes one change of a bucket's access at a time.
  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = local.all_buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    id     = "tidy"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
    # A marker that hides nothing any more.
    expiration {
      expired_object_delete_marker = true
    }
  }

  dynamic "rule" {
    for_each = local.expiring[each.key]
    content {
      id     = trimsuffix(rule.key, "/")
      status = "Enabled"
      filter {
        prefix = rule.key
      }

      dynamic "transition" {
        for_each = rule.value.archive_after == null ? [] : [rule.value.archive_after]
        content {
          days          = transition.value
          storage_class = "GLACIER_IR"
        }
      }
      expiration {
        days = rule.value.delete_after
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

locals {
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
      lambda_function_arn = local.alias_arns[lambda_function.value.function]
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
  depends_on = [aws_lambda_permission.bucket, aws_sqs_queue_policy.this]
}

resource "aws_lambda_permission" "bucket" {
  for_each = local.notified_functions

  statement_id   = "bucket-${replace(each.value.bucket, ".", "-")}"
  action         = "lambda:InvokeFunction"
  function_name  = local.functions[each.value.function].name
  qualifier      = "live"
  principal      = "s3.amazonaws.com"
  source_arn     = local.bucket_arns[each.value.bucket]
  source_account = local.account

  depends_on = [module.function]
}
