# The plan says what there is to deploy; it is derived from routes/ by `mvn package`. Nothing here names a route.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}
data "aws_default_tags" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region

  # By which ids of Bedrock's inference profiles begin:
  # https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
  region_begin = startswith(local.region, "us-gov-") ? "us-gov" : split("-", local.region)[0]
  geography    = coalesce(var.geography, lookup({ ap = "apac" }, local.region_begin, local.region_begin))

  # Names of the plan begin with the prefix and end in the environment. What a region does not keep to itself (roles, the budget, the
  # dashboard) ends in the region, too.
  environment = "${var.prefix}${var.environment}"
  name        = "${var.prefix}dromedary-${var.environment}"
  global_name = "${local.name}-${local.region}"


  # The placeholders of the plan, wherever they stand.
  plan = jsondecode(
    replace(replace(replace(replace(replace(replace(replace(file(var.plan_file),
      # Names in the Glue Data Catalog have no hyphens, with which a prefix ends.
      "_$${environment}", "_${replace(local.environment, "-", "_")}"),
      "/([A-Za-z0-9_.-]+)-[$][{]environment[}]/", "${var.prefix}$1-${var.environment}"),
      "$${environment}", local.environment),
      "$${partition}", local.partition),
      "$${region}", local.region),
      "$${geography}", local.geography),
    "$${account}", local.account)
  )

  # What is empty is not in the plan: a route without a description, one that may do nothing on AWS.
  functions = { for route, each in local.plan.functions : route => merge({ description = "", statements = [] }, each) }
  workflows = { for route, each in try(local.plan.stateMachines, {}) : route => merge({ description = "", statements = [] }, each) }
  buckets   = try(local.plan.buckets, {})
  tables    = try(local.plan.tables, {})
  queues    = merge(try(local.plan.queues, {}), local.retired_queues)
  streams   = try(local.plan.streams, {})
  buses     = try(local.plan.buses, {})
  topics    = try(local.plan.topics, {})
  rules     = try(local.plan.rules, {})
  schedules = try(local.plan.schedules, {})
  mappings  = try(local.plan.mappings, {})
  endpoints = try(local.plan.endpoints, {})

  # ARNs are put together from names, so that policies can be read in a plan, before anything exists.
  here          = "${local.region}:${local.account}"
  function_arns = { for route, each in local.functions : route => "arn:${local.partition}:lambda:${local.here}:function:${each.name}" }
  alias_arns    = { for route, arn in local.function_arns : route => "${arn}:live" }
  queue_prefix  = "arn:${local.partition}:sqs:${local.here}:"

  # Of functions, schedules and workflows; IAM takes 64 characters.
  role_names = {
    for name in concat(
      [for each in values(local.functions) : each.name],
      [for each in values(local.schedule_names) : "${each}-schedule"],
      [for each in values(local.workflows) : "${each.name}-workflow"],
    ) :
    name => length("${name}-${local.region}") <= 64 ? "${name}-${local.region}"
    : "${substr(name, 0, 62 - 8 - length(local.region))}-${substr(sha256(name), 0, 8)}-${local.region}"
  }
}
