output "functions" {
  description = "The deployed functions: name, the alias that triggers start, and the version it is at."
  value = { for route, each in module.function : route => {
    name    = each.function.function_name
    alias   = local.alias_arns[route]
    version = each.alias.function_version
    logs    = each.log_group.name
  } }
}

output "shift" {
  description = "What terraform/scripts/shift-versions moves: the newest version of each function by the function's name, but for those that live_versions holds, and CodeDeploy's application; null without traffic_shift."
  value = one([for each in aws_codedeploy_app.this : {
    application = each.name
    versions    = { for route, function in module.function : function.function.function_name => function.function.version if !can(var.live_versions[route]) }
  }])
}

output "buckets" {
  description = "Names of the buckets, by the names in the routes' properties."
  value       = { for key, each in local.all_buckets : key => each.name }
}

output "upload" {
  description = "How to start a route that waits for an object: by route, the command that uploads a file."
  value = { for route, each in local.functions : route => format(
    "aws s3 cp FILE s3://%s/%sFILE",
    try(local.buckets[each.trigger.bucket].name, each.trigger.bucket),
    try(each.trigger.prefix, ""),
  ) if each.trigger.kind == "s3" && can(each.trigger.bucket) }
}

output "invoke" {
  description = "How to start each function by hand with an event in a file."
  value = { for route, each in local.functions : route => join(" ", [
    "aws lambda invoke --function-name ${each.name} --qualifier live --region ${local.region}",
    "--cli-binary-format raw-in-base64-out --payload file://EVENT.json /dev/stdout",
  ]) }
}

output "start" {
  description = "How to start each workflow by hand: NAME is its idempotency key."
  value = { for route, each in local.workflows : route => join(" ", [
    "aws stepfunctions start-execution --region ${local.region}",
    "--state-machine-arn arn:${local.partition}:states:${local.here}:stateMachine:${each.name} --name NAME --input file://INPUT.json",
  ]) }
}

output "queues" {
  description = "URLs of the queues, by the names in the routes' properties."
  value       = { for key, each in aws_sqs_queue.this : key => each.url }
}

output "failure_queues" {
  description = "URLs of the queues that hold what routes failed to do, by name; those of retired_routes and retired_failed_records, too."
  value       = { for each in concat(values(aws_sqs_queue.on_failure), values(aws_sqs_queue.rule), values(aws_sqs_queue.schedule), values(aws_sqs_queue.failed_records)) : each.name => each.url }
}

output "api" {
  description = "Where the HTTP API answers; null if no route has one."
  value       = try(aws_apigatewayv2_api.this[0].api_endpoint, null)
}

output "dashboard" {
  description = "The dashboard in the console."
  value       = "https://${local.region}.console.aws.amazon.com/cloudwatch/home?region=${local.region}#dashboards/dashboard/${local.global_name}"
}

output "alarms" {
  description = "Names of the alarms, by route."
  value       = { for route in concat(keys(local.functions), keys(local.workflows)) : route => sort([for key, each in local.alarms : "${var.prefix}${key}-${var.environment}" if each.route == route]) }
}

output "parameters_to_fill" {
  description = "SSM parameters and secrets whose values have to be put in by hand."
  value       = sort(concat(tolist(local.parameters), tolist(local.secrets)))
}

output "delivery" {
  description = "What a way of delivery needs to know, such as modules/codepipeline: names, and the policies of who plans and who applies."
  value = {
    name            = local.name
    account         = local.account
    partition       = local.partition
    region          = local.region
    role_path       = local.deploy_path
    artifacts       = aws_s3_bucket.this[local.artifacts].bucket
    alarm_topic_arn = local.alarm_topic_arn
    kms_key_arn     = var.kms_key_arn
    state           = var.state
    policies = {
      plan  = one(data.aws_iam_policy_document.plan[*].json)
      apply = data.aws_iam_policy_document.apply.json
    }
  }
}

output "names" {
  description = "Names of all that is made, by kind: nothing of two environments, projects or regions of an account has the same one."
  value = {
    functions  = [for each in module.function : each.function.function_name]
    roles      = concat([for each in module.function : each.role.name], values(aws_iam_role.schedule)[*].name, values(aws_iam_role.workflow)[*].name, values(aws_iam_role.github)[*].name, aws_iam_role.flow[*].name, aws_iam_role.shift[*].name)
    policies   = [aws_iam_policy.boundary.name]
    machines   = values(aws_sfn_state_machine.this)[*].name
    log_groups = concat([for each in module.function : each.log_group.name], values(aws_cloudwatch_log_group.workflow)[*].name, aws_cloudwatch_log_group.api[*].name, aws_cloudwatch_log_group.flow[*].name)
    buckets    = values(aws_s3_bucket.this)[*].bucket
    tables     = values(aws_dynamodb_table.this)[*].name
    streams    = values(aws_kinesis_stream.this)[*].name
    buses      = values(aws_cloudwatch_event_bus.this)[*].name
    archives   = values(aws_cloudwatch_event_archive.this)[*].name
    rules      = concat(values(aws_cloudwatch_event_rule.this)[*].name, values(aws_cloudwatch_event_rule.failed_records)[*].name)
    schedules  = concat(aws_scheduler_schedule_group.this[*].name, flatten([for each in module.function : values(each.triggers.schedules)[*].name]))
    topics     = concat([aws_sns_topic.alarms.name], values(aws_sns_topic.this)[*].name)
    alarms     = concat(values(aws_cloudwatch_metric_alarm.this)[*].alarm_name, aws_cloudwatch_metric_alarm.api[*].alarm_name, flatten([for each in module.function : each.shift.alarms[*].alarm_name]))
    shifts     = concat(aws_codedeploy_app.this[*].name, aws_codedeploy_deployment_config.this[*].deployment_config_name)
    dashboards = [aws_cloudwatch_dashboard.this.dashboard_name]
    budgets    = aws_budgets_budget.this[*].name
    parameters = concat(values(aws_ssm_parameter.this)[*].name, values(aws_ssm_parameter.settings)[*].name)
    secrets    = values(aws_secretsmanager_secret.this)[*].name
    apis       = aws_apigatewayv2_api.this[*].name
    metrics    = [for each in values(local.dimensions) : "${each.metrics.environment} ${each.metrics.route}"]
    queues = concat(
      values(aws_sqs_queue.this)[*].name, values(aws_sqs_queue.dead_letters)[*].name, values(aws_sqs_queue.rule)[*].name,
      values(aws_sqs_queue.schedule)[*].name, values(aws_sqs_queue.failed_records)[*].name,
      values(aws_sqs_queue.on_failure)[*].name,
    )
  }
}
