# The plan says what there is to deploy; it is derived from routes/ by `mvn package`. Nothing here names a route.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  name      = "dromedary-${var.environment}"

  # The placeholders of the plan, wherever they stand.
  plan = jsondecode(
    replace(replace(replace(replace(file(var.plan_file),
      "$${partition}", local.partition),
      "$${region}", var.region),
      "$${account}", local.account),
    "$${environment}", var.environment)
  )

  # What is empty is not in the plan: a route without a description, one that may do nothing on AWS.
  functions  = { for route, each in local.plan.functions : route => merge({ description = "", statements = [] }, each) }
  buckets    = try(local.plan.buckets, {})
  tables     = try(local.plan.tables, {})
  queues     = try(local.plan.queues, {})
  streams    = try(local.plan.streams, {})
  buses      = try(local.plan.buses, {})
  topics     = try(local.plan.topics, {})
  identities = toset(try(local.plan.identities, []))
  rules      = try(local.plan.rules, {})
  schedules  = try(local.plan.schedules, {})
  mappings   = try(local.plan.mappings, {})
  endpoints  = try(local.plan.endpoints, {})

  # ARNs are put together from names, so that policies can be read in a plan, before anything exists.
  here          = "${var.region}:${local.account}"
  function_arns = { for route, each in local.functions : route => "arn:${local.partition}:lambda:${local.here}:function:${each.name}" }
  alias_arns    = { for route, arn in local.function_arns : route => "${arn}:live" }
  queue_prefix  = "arn:${local.partition}:sqs:${local.here}:"

  tags = merge(var.tags, {
    project     = "dromedary"
    environment = var.environment
    managed-by  = "terraform"
  })
}

check "plan" {
  assert {
    condition     = length(try(local.plan.warnings, [])) == 0
    error_message = join("\n", concat(["The plan of the routes has warnings:"], try(local.plan.warnings, [])))
  }
}
