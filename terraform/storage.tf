# Buckets: those of the plan, one for what is deployed, and one for records of streams that name no bucket of their own.

locals {
  artifacts   = "dromedary-artifacts"
  undelivered = "dromedary-undelivered"

  own_buckets = merge(
    { (local.artifacts) = { name = "${var.prefix}${local.artifacts}-${var.environment}-${local.account}-${local.region}" } },
    contains(local.keeping_failed_records, local.undelivered)
    ? { (local.undelivered) = { name = "${var.prefix}${local.undelivered}-${var.environment}-${local.account}-${local.region}" } } : {},
  )

  all_buckets = merge(local.buckets, local.own_buckets)
  bucket_arns = { for key, each in local.all_buckets : key => "arn:${local.partition}:s3:::${each.name}" }

  # A rule for each prefix that the bucket has and somebody has an opinion on.
  expiring = {
    for key, each in local.all_buckets : key => merge(
      { for prefix in try(each.prefixes, []) : prefix => var.retention[prefix] if contains(keys(var.retention), prefix) },
      contains(local.keeping_failed_records, key) ? { "aws/lambda/" = { archive_after = null, delete_after = 14 } } : {},
      # Whoever has asked has read it by then.
      { for catalog in values(local.catalogs) : catalog.resultsFolder => { archive_after = null, delete_after = 7 } if catalog.resultsBucket == each.name },
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

  lifecycle {
    precondition {
      condition     = length(each.value.name) <= 63
      error_message = "${each.value.name} has ${length(each.value.name)} characters, and S3 takes 63: shorten the prefix, or the name in the pipeline's properties."
    }
  }
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
