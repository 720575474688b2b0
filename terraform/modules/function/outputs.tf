output "function" {
  description = "The function."
  value       = aws_lambda_function.this
}

output "alias" {
  description = "The alias that triggers start."
  value       = aws_lambda_alias.live
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
  description = "The queue of failed asynchronous events, and the configuration that fills it; empty lists without."
  value = {
    queue  = aws_sqs_queue.on_failure
    config = aws_lambda_function_event_invoke_config.this
  }
}

output "policies" {
  description = "Policy documents of the role: whom it trusts, what every function needs, what the route needs."
  value = {
    trust   = data.aws_iam_policy_document.trust.json
    runtime = data.aws_iam_policy_document.runtime.json
    route   = data.aws_iam_policy_document.route.json
  }
}
