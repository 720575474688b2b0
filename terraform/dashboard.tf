# One dashboard: for each route a row of how it runs and what it does.

locals {
  route_order = sort(keys(local.functions))

  dashboard = {
    widgets = concat(
      [{
        type       = "text", x = 0, y = 0, width = 24, height = 2
        properties = { markdown = "# Dromedary, ${var.environment}\n${length(local.functions)} routes. What to do about an alarm: ${var.runbook_url}" }
      }],
      flatten([for row, route in local.route_order : [
        {
          type = "metric", x = 0, y = 2 + 6 * row, width = 8, height = 6
          properties = {
            title  = "${route}: invocations"
            region = local.region, stat = "Sum", period = 300, view = "timeSeries"
            metrics = [for metric in ["Invocations", "Errors", "Throttles"] :
            ["AWS/Lambda", metric, "FunctionName", local.functions[route].name]]
          }
        },
        {
          type = "metric", x = 8, y = 2 + 6 * row, width = 8, height = 6
          properties = {
            title  = "${route}: duration, ms"
            region = local.region, period = 300, view = "timeSeries"
            metrics = [
              ["AWS/Lambda", "Duration", "FunctionName", local.functions[route].name, { stat = "p50" }],
              ["AWS/Lambda", "Duration", "FunctionName", local.functions[route].name, { stat = "Maximum" }],
            ]
            annotations = { horizontal = [{ label = "timeout", value = local.functions[route].timeout * 1000 }] }
          }
        },
        {
          type = "metric", x = 16, y = 2 + 6 * row, width = 8, height = 6
          properties = {
            title  = "${route}: records"
            region = local.region, stat = "Sum", period = 300, view = "timeSeries"
            metrics = [for metric in ["RecordsIn", "RecordsValid", "RecordsRejected", "DuplicatesSkipped", "FailedItems"] :
            [local.namespace, metric, "environment", local.environment, "pipeline", local.functions[route].pipeline, "route", route]]
          }
        },
      ]]),
      [{
        type = "metric", x = 0, y = 2 + 6 * length(local.functions), width = 24, height = 6
        properties = {
          title  = "What failed for good"
          region = local.region, stat = "Maximum", period = 300, view = "timeSeries"
          metrics = [for name in sort(distinct([
            for each in values(local.alarms) : each.dimensions.QueueName
            if each.metric == "ApproximateNumberOfMessagesVisible"
          ])) : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name]]
        }
      }],
    )
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.global_name
  dashboard_body = jsonencode(local.dashboard)
}
