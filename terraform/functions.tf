# One function for each route of the plan.

locals {
  code_key = var.image_uri == null ? "functions/${filesha256(var.function_zip)}.zip" : null

  # Services that hold data encrypted by the customer key.
  kms_via_services = [for service in ["dynamodb", "kinesis", "s3", "secretsmanager", "sns", "sqs", "ssm"] : "${service}.${local.region}.amazonaws.com"]
}

# Through S3, because Lambda takes no more than 50 MB directly, and once for all functions.
resource "aws_s3_object" "code" {
  # checkov:skip=CKV_AWS_186: encrypted as its bucket is
  count = var.image_uri == null ? 1 : 0

  bucket = aws_s3_bucket.this[local.artifacts].id
  key    = local.code_key
  source = var.function_zip

  # It is the name's hash that says whether the content is another one.
  depends_on = [aws_s3_bucket_versioning.this, aws_s3_bucket_policy.this]
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
  environment          = each.value.environment
  statements           = each.value.statements

  asynchronous = try(each.value.asynchronous, false) ? {
    maximum_event_age      = try(each.value.maximumEventAge, 21600)
    maximum_retry_attempts = try(each.value.maximumRetryAttempts, 2)
  } : null
  failed_records_bucket_arn = try(local.failed_records_arns[each.key], null)

  code = var.image_uri == null ? {
    bucket = aws_s3_object.code[0].bucket
    key    = local.code_key
    hash   = filebase64sha256(var.function_zip)
  } : null
  image_uri    = var.image_uri
  architecture = var.architecture
  live_version = try(var.live_versions[each.key], null)

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
