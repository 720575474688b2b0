output "function" {
  description = "The function."
  value       = aws_lambda_function.this
}

output "alias" {
  description = "The alias that triggers start."
  value       = aws_lambda_alias.live
}

output "triggers" {
  description = "What starts the function, by key: targets and permissions of rules and buckets, mappings, schedules, endpoints."
  value = {
    rules     = aws_cloudwatch_event_target.this
    allowed   = aws_lambda_permission.rule
    buckets   = aws_lambda_permission.bucket
    queues    = aws_lambda_event_source_mapping.queue
    streams   = aws_lambda_event_source_mapping.stream
    schedules = aws_scheduler_schedule.this
    endpoints = { for key, each in aws_apigatewayv2_route.this : key => merge(each, { integration = aws_apigatewayv2_integration.this[key], permission = aws_lambda_permission.endpoint[key] }) }
  }
}

output "shift" {
  description = "How the alias is moved: the version it is at, alarms of the newest one, and the deployment group; empty lists without."
  value = {
    from   = data.aws_lambda_alias.live[*].function_version
    alarms = values(aws_cloudwatch_metric_alarm.version)
    group  = aws_codedeploy_deployment_group.this
  }
}

output "role" {
  description = "The function's role."
  value       = aws_iam_role.this
}

output "log_group" {
  description = "The function's log group."
  value       = aws_cloudwatch_log_group.this
}

output "on_failure" {
  description = "Where Lambda puts asynchronous events that failed; an empty list without."
  value       = aws_lambda_function_event_invoke_config.this
}

output "policies" {
  description = "Policy documents of the role: whom it trusts, what every function needs, what the route needs."
  value = {
    trust   = data.aws_iam_policy_document.trust.json
    runtime = data.aws_iam_policy_document.runtime.json
    route   = data.aws_iam_policy_document.route.json
  }
}

output "standing" {
  description = "Names of what starts the function and would be missed: rules and schedules."
  value = concat(
    [for each in aws_cloudwatch_event_target.this : "${each.event_bus_name}/${each.rule}"],
    [for each in aws_scheduler_schedule.this : "${each.group_name}/${each.name}"],
  )
}
