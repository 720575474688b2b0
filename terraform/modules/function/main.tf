# One function: the code, its role, its log group, the alias that everything else points to, and where Lambda
# puts asynchronous events that failed.

locals {
  log_group     = "/aws/lambda/${var.name}"
  log_group_arn = "arn:${var.partition}:logs:${var.region}:${var.account}:log-group:${local.log_group}"
}

# checkov:skip comments stand where a rule asks for what is decided elsewhere or does not apply.
resource "aws_lambda_function" "this" {
  # checkov:skip=CKV_AWS_115: a limit is the route's option reservedConcurrency; for all functions it would use up the account's
  # checkov:skip=CKV_AWS_116: asynchronous functions have an on-failure destination; with both, each event would land twice
  # checkov:skip=CKV_AWS_117: a VPC is an option (variable network); without one the function reaches nothing private anyway
  # checkov:skip=CKV_AWS_173: the environment holds names, no secrets; with kms_key_arn it is encrypted by that key
  # checkov:skip=CKV_AWS_272: the zip comes from the deployment's own bucket, which only the deployment writes
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn
  architectures = [var.architecture]
  memory_size   = var.memory
  timeout       = var.timeout

  package_type     = var.image_uri == null ? "Zip" : "Image"
  runtime          = var.image_uri == null ? "java25" : null
  handler          = var.image_uri == null ? var.handler : null
  s3_bucket        = try(var.code.bucket, null)
  s3_key           = try(var.code.key, null)
  source_code_hash = try(var.code.hash, null)
  image_uri        = var.image_uri

  # An image brings everything itself; Lambda refuses layers beside it.
  layers = var.image_uri == null && length(var.layers) > 0 ? var.layers : null

  reserved_concurrent_executions = var.reserved_concurrency
  kms_key_arn                    = var.kms_key_arn

  # Each change is a version; `live` can go back to one.
  publish = true

  # Lambda has SnapStart for zips only.
  dynamic "snap_start" {
    for_each = var.image_uri == null ? [1] : []
    content {
      apply_on = "PublishedVersions"
    }
  }

  dynamic "image_config" {
    for_each = var.image_uri == null ? [] : [1]
    content {
      command = [var.handler]
    }
  }

  dynamic "environment" {
    for_each = length(var.environment) == 0 ? [] : [1]
    content {
      variables = var.environment
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  tracing_config {
    mode = "Active"
  }

  dynamic "vpc_config" {
    for_each = var.subnets == null ? [] : [var.subnets]
    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  # What starts the function is made after it; by then it may do what it has to.
  depends_on = [aws_iam_role_policy.runtime, aws_iam_role_policy.route]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What all triggers start"
  function_name    = aws_lambda_function.this.function_name
  function_version = coalesce(var.live_version, one(data.aws_lambda_alias.live[*].function_version), aws_lambda_function.this.version)

  # CodeDeploy's, while it moves the alias.
  lifecycle {
    ignore_changes = [routing_config]
  }
}

resource "aws_cloudwatch_log_group" "this" {
  # checkov:skip=CKV_AWS_158: encrypted by AWS's key unless kms_key_arn names one
  # checkov:skip=CKV_AWS_338: how long logs are kept is the variable log_retention_days
  name              = local.log_group
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

# The event is in the message's requestPayload. No dead_letter_config on the function besides.
resource "aws_lambda_function_event_invoke_config" "this" {
  count = var.asynchronous == null ? 0 : 1

  function_name                = aws_lambda_function.this.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_event_age_in_seconds = var.asynchronous.maximum_event_age
  maximum_retry_attempts       = var.asynchronous.maximum_retry_attempts

  destination_config {
    on_failure {
      destination = var.asynchronous.queue_arn
    }
  }
}
