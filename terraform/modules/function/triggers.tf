# What starts the function: the alias, by each kind of trigger. It stands in this module so that a function can be deployed with what starts
# it, and without the others.

locals {
  live_arn = "${var.arn}:${aws_lambda_alias.live.name}"
}

# A permission's id has what it is for in it, as another one of the same id can't be made before the first goes.
resource "aws_lambda_permission" "rule" {
  for_each = var.triggers.rules

  statement_id  = "rule-${each.key}-${substr(sha256(each.value.arn), 0, 8)}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "events.amazonaws.com"
  # The ARN holds the account. EventBridge sends no account besides, and with source_account it could not invoke:
  # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
  source_arn = each.value.arn

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = var.triggers.rules

  rule           = each.value.rule
  event_bus_name = each.value.bus
  target_id      = "live"
  arn            = local.live_arn

  dead_letter_config {
    arn = each.value.dead_letters_arn
  }
  # Handing an event over to Lambda; what becomes of it there is the function's own configuration.
  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  lifecycle {
    create_before_destroy = true
  }

  # An event that comes before the permission would fail at once.
  depends_on = [aws_lambda_permission.rule]
}

resource "aws_lambda_permission" "bucket" {
  for_each = var.triggers.buckets

  statement_id   = "bucket-${replace(each.key, ".", "-")}"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.this.function_name
  qualifier      = aws_lambda_alias.live.name
  principal      = "s3.amazonaws.com"
  source_arn     = each.value
  source_account = var.account
}

resource "aws_lambda_event_source_mapping" "queue" {
  for_each = var.triggers.queues

  function_name    = local.live_arn
  event_source_arn = each.value.arn

  batch_size                         = each.value.batchSize
  maximum_batching_window_in_seconds = each.value.batchingWindow == 0 ? null : each.value.batchingWindow

  # Without it Lambda takes a reported failure for a success, and the messages are gone.
  function_response_types = ["ReportBatchItemFailures"]

  dynamic "scaling_config" {
    for_each = each.value.maximumConcurrency == null ? [] : [each.value.maximumConcurrency]
    content {
      maximum_concurrency = scaling_config.value
    }
  }
}

resource "aws_lambda_event_source_mapping" "stream" {
  for_each = var.triggers.streams

  function_name    = local.live_arn
  event_source_arn = each.value.arn

  starting_position                  = each.value.startingPosition
  batch_size                         = each.value.batchSize
  maximum_batching_window_in_seconds = each.value.batchingWindow == 0 ? null : each.value.batchingWindow
  parallelization_factor             = each.value.parallelizationFactor
  bisect_batch_on_function_error     = each.value.bisect
  maximum_retry_attempts             = each.value.maximumRetryAttempts
  maximum_record_age_in_seconds      = each.value.maximumRecordAge

  # Without it Lambda takes a reported failure for a success, and goes on behind it.
  function_response_types = ["ReportBatchItemFailures"]

  destination_config {
    on_failure {
      destination_arn = each.value.on_failure
    }
  }
}

resource "aws_scheduler_schedule" "this" {
  # checkov:skip=CKV_AWS_297: a schedule's input holds times and settings; encrypted by AWS's key unless kms_key_arn names one
  for_each = var.triggers.schedules

  name                         = each.value.name
  group_name                   = each.value.group
  description                  = "Starts ${var.name}"
  schedule_expression          = each.value.expression
  schedule_expression_timezone = each.value.time_zone
  kms_key_arn                  = var.kms_key_arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = local.live_arn
    role_arn = each.value.role_arn
    input    = each.value.input

    dead_letter_config {
      arn = each.value.dead_letters_arn
    }
    retry_policy {
      maximum_event_age_in_seconds = 86400
      maximum_retry_attempts       = 185
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.triggers.endpoints

  api_id                 = each.value.api
  integration_type       = "AWS_PROXY"
  integration_uri        = local.live_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_route" "this" {
  # checkov:skip=CKV_AWS_309: each endpoint says its authorization; checkov can't read it from for_each
  for_each = var.triggers.endpoints

  api_id             = each.value.api
  route_key          = each.value.route
  target             = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
  authorization_type = each.value.authorization
  authorizer_id      = each.value.authorizer
}

resource "aws_lambda_permission" "endpoint" {
  for_each = var.triggers.endpoints

  statement_id  = "endpoint-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  # The ARN holds the account; API Gateway sends none besides.
  source_arn = each.value.arn
}
