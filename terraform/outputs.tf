output "functions" {
  description = "The deployed functions: name, the alias that triggers start, and the version it is at."
  value = { for route, each in module.function : route => {
    name    = each.function.function_name
    alias   = local.alias_arns[route]
    version = each.alias.function_version
    logs    = each.log_group.name
  } }
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
    "aws lambda invoke --function-name ${each.name} --qualifier live --region ${var.region}",
    "--cli-binary-format raw-in-base64-out --payload file://EVENT.json /dev/stdout",
  ]) }
}

output "queues" {
  description = "URLs of the queues, by the names in the routes' properties."
  value       = { for key, each in aws_sqs_queue.this : key => each.url }
}

output "api" {
  description = "Where the HTTP API answers; null if no route has one."
  value       = try(aws_apigatewayv2_api.this[0].api_endpoint, null)
}

output "dashboard" {
  description = "The dashboard in the console."
  value       = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${local.name}"
}

output "alarms" {
  description = "Names of the alarms, by route."
  value       = { for route in keys(local.functions) : route => sort([for key, each in local.alarms : "${key}-${var.environment}" if each.route == route]) }
}

output "parameters_to_fill" {
  description = "SSM parameters and secrets whose values have to be put in by hand."
  value       = sort(concat(tolist(local.parameters), tolist(local.secrets)))
}

output "identities_to_confirm" {
  description = "SES identities, from which nothing is sent before they are confirmed."
  value       = local.identities
}
