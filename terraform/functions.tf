# One function for each route of the plan.

locals {
  # Zips by package: those that some function runs from.
  packages = toset([for each in values(local.functions) : try(each.package, "function")])
  built    = { function = var.function_zip, parquet = var.parquet_zip, duckdb = var.duckdb_zip }
  zips     = { for package in local.packages : package => local.built[package] if var.image_uri == null }

  code_keys = { for package, zip in local.zips : package => "functions/${filesha256(zip)}.zip" }

  # Services that hold data encrypted by the customer key.
  kms_via_services = [for service in ["dynamodb", "kinesis", "s3", "secretsmanager", "sns", "sqs", "ssm"] : "${service}.${local.region}.amazonaws.com"]
}

# Through S3, because Lambda takes no more than 50 MB directly, and once for all functions of a package.
resource "aws_s3_object" "code" {
  # checkov:skip=CKV_AWS_186: encrypted as its bucket is
  for_each = local.zips

  bucket = aws_s3_bucket.this[local.artifacts].id
  key    = local.code_keys[each.key]
  source = each.value

  # It is the name's hash that says whether the content is another one.
  depends_on = [aws_s3_bucket_versioning.this, aws_s3_bucket_policy.this]
}

# As long as there was one zip for all.
moved {
  from = aws_s3_object.code[0]
  to   = aws_s3_object.code["function"]
}

module "function" {
  source   = "./modules/function"
  for_each = local.functions

  name                 = each.value.name
  arn                  = local.function_arns[each.key]
  description          = substr(each.value.description, 0, min(256, length(each.value.description)))
  handler              = each.value.handler
  memory               = min(each.value.memory, var.memory_limit)
  timeout              = each.value.timeout
  reserved_concurrency = var.reserve_concurrency ? try(each.value.reservedConcurrency, -1) : -1
  layers               = try(each.value.layers, [])
  environment = merge(
    each.value.environment,
    var.tracing_subsegments == null ? {} : { DROMEDARY_TRACING_SUBSEGMENTS = tostring(var.tracing_subsegments) },
  )
  statements = each.value.statements

  asynchronous = try(each.value.asynchronous, false) ? {
    queue_arn              = "${local.queue_prefix}${aws_sqs_queue.on_failure[each.key].name}"
    maximum_event_age      = try(each.value.maximumEventAge, 21600)
    maximum_retry_attempts = try(each.value.maximumRetryAttempts, 2)
  } : null
  failed_records_bucket_arn = try(local.failed_records_arns[each.key], null)

  code = var.image_uri == null ? {
    bucket = aws_s3_object.code[try(each.value.package, "function")].bucket
    key    = local.code_keys[try(each.value.package, "function")]
    hash   = filebase64sha256(local.zips[try(each.value.package, "function")])
  } : null
  image_uri    = var.image_uri
  architecture = var.architecture
  live_version = try(var.live_versions[each.key], null)

  shift = one([for shift in local.shift : {
    exists        = contains(data.aws_lambda_functions.existing[0].function_names, each.value.name)
    application   = aws_codedeploy_app.this[0].name
    configuration = shift.way == "all-at-once" ? local.shift_configuration : aws_codedeploy_deployment_config.this[0].deployment_config_name
    role_arn      = aws_iam_role.shift[0].arn

    route           = "${each.key} (${each.value.source})"
    alarm_format    = "${var.prefix}${each.key}-version-%s-${var.environment}"
    alarm_topic_arn = local.alarm_topic_arn
    further_alarms  = [for key, alarm in local.alarms : "${var.prefix}${key}-${var.environment}" if alarm.route == each.key && contains(local.shift_headings, alarm.heading)]
    duration_share  = local.thresholds[each.key].duration_share
    runbook         = var.runbook_url
  }])

  # Of this function, so that it can be deployed alone: docs/deploying.md.
  triggers = {
    rules     = { for key, trigger in local.rule_triggers : key => trigger if trigger.function == each.key }
    buckets   = { for pair in values(local.notified_functions) : pair.bucket => local.bucket_arns[pair.bucket] if pair.function == each.key }
    queues    = { for key, trigger in local.queue_triggers : key => trigger if trigger.function == each.key }
    streams   = { for key, trigger in local.stream_triggers : key => trigger if trigger.function == each.key }
    schedules = { for key, trigger in local.schedule_triggers : key => trigger if trigger.function == each.key }
    endpoints = { for key, trigger in local.endpoint_triggers : key => trigger if trigger.function == each.key }
  }

  log_retention_days = var.log_retention_days
  kms_key_arn        = var.kms_key_arn
  kms_via_services   = local.kms_via_services
  subnets            = local.function_network
  role_path          = local.role_path
  role_name          = local.role_names[each.value.name]

  permissions_boundary = local.boundary_arn

  account   = local.account
  partition = local.partition
  region    = local.region
}
