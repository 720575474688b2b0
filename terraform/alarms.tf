# Alarms as data: each is a row; what a route gets follows from the plan. The headings are those of docs/deploying.md.

locals {
  namespace = "Dromedary" # of the metrics that the functions write themselves

  # What starts a function besides asynchronous events.
  stream_of_function = { for each in values(local.stream_mappings) : each.function => each.source }

  asynchronous = { for route, each in local.functions : route => each if try(each.asynchronous, false) }
  asking = {
    for route, each in local.functions : route => each
    if anytrue([for action in flatten(each.statements[*].actions) : startswith(action, "bedrock:")])
  }
  expecting = { for route, each in local.functions : route => each if can(each.expectEvery) }

  # An alarm looks back at most a day by minutes and a week by hours.
  expectation_periods = { for route, each in local.expecting : route => each.expectEvery < 43200 ? 300 : 3600 }

  dimensions = { for route, each in local.functions : route => {
    lambda  = { FunctionName = each.name }
    metrics = { environment = local.environment, pipeline = each.pipeline, route = route }
  } }

  # A pipeline's properties may have thresholds of their own.
  thresholds = { for route, each in local.functions : route => merge(var.thresholds, try(each.thresholds, {})) }

  # Where AWS tries again and keeps what fails for good, an error is told when it lasts, and what failed for good by dead-letters: once
  # for each. An attempt that fails and passes the next time is no news.
  lasting   = { periods = 3 }
  repeating = toset([for route, each in local.functions : route if each.trigger.kind != "http"])

  common_alarms = merge([for route, each in local.functions : {
    "${route}-errors" = merge({
      route     = route, heading = "alarm-errors", says = contains(local.repeating, route) ? "invocations fail, again and again" : "invocations failed"
      namespace = "AWS/Lambda", metric = "Errors", dimensions = local.dimensions[route].lambda, statistic = "Sum", threshold = 0
    }, contains(local.repeating, route) ? local.lasting : {})
    "${route}-throttles" = {
      route     = route, heading = "alarm-throttles", says = "invocations were refused because too many ran at once"
      namespace = "AWS/Lambda", metric = "Throttles", dimensions = local.dimensions[route].lambda, statistic = "Sum", threshold = 0
    }
    "${route}-duration" = {
      route     = route, heading = "alarm-duration", says = "an invocation came near its timeout of ${each.timeout} s"
      namespace = "AWS/Lambda", metric = "Duration", dimensions = local.dimensions[route].lambda, statistic = "Maximum"
      threshold = each.timeout * 1000 * local.thresholds[route].duration_share
    }
  }]...)

  quality_alarms = { for route, each in local.functions : "${route}-quality" => {
    route     = route, heading = "alarm-quality", says = "fewer than ${local.thresholds[route].quality_score} % of a file's records were valid"
    namespace = local.namespace, metric = "QualityScore", dimensions = local.dimensions[route].metrics, statistic = "Minimum"
    threshold = local.thresholds[route].quality_score, comparison = "LessThanThreshold"
  } if try(each.judges, false) }

  asynchronous_alarms = merge([for route, each in local.asynchronous : {
    "${route}-dead-letters" = {
      route     = route, heading = "alarm-dead-letters", says = "events failed for good and wait in ${each.name}-failed"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = "${each.name}-failed" }
      statistic = "Maximum", threshold = 0
    }
    "${route}-lost-dead-letters" = {
      route     = route, heading = "alarm-lost-dead-letters", says = "failed events could not be handed to ${each.name}-failed"
      namespace = "AWS/Lambda", metric = "DestinationDeliveryFailures", dimensions = local.dimensions[route].lambda
      statistic = "Sum", threshold = 0
    }
    "${route}-dropped-events" = {
      route     = route, heading = "alarm-dropped-events", says = "events were given up without an invocation that succeeded"
      namespace = "AWS/Lambda", metric = "AsyncEventsDropped", dimensions = local.dimensions[route].lambda
      statistic = "Sum", threshold = 0
    }
    "${route}-event-age" = {
      route     = route, heading = "alarm-event-age", says = "events wait long before they are worked on"
      namespace = "AWS/Lambda", metric = "AsyncEventAge", dimensions = local.dimensions[route].lambda, statistic = "Maximum"
      # Two more attempts, after one and two minutes, are no reason yet.
      threshold = max(local.thresholds[route].async_event_age, 3 * each.timeout + 300) * 1000
    }
  }]...)

  queue_alarms = merge([for route, source in local.queue_of_function : merge(
    {
      "${route}-queue-age" = {
        route      = route, heading = "alarm-queue-age", says = "messages wait long before they are worked on"
        namespace  = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage"
        dimensions = { QueueName = try(local.queues[source].name, source) }, statistic = "Maximum"
        # A message that is being worked on, or tried again, is no reason yet.
        threshold = max(local.thresholds[route].queue_age, 2 * try(local.queues[source].visibilityTimeout, 0))
      }
      "${route}-failed-items" = merge(local.lasting, {
        route     = route, heading = "alarm-failed-items", says = "messages of a batch fail, again and again; they come again"
        namespace = local.namespace, metric = "FailedItems", dimensions = local.dimensions[route].metrics
        statistic = "Sum", threshold = 0
      })
    },
    { for name in try([local.queues[source].deadLetters], []) : "${route}-dead-letters" => {
      route     = route, heading = "alarm-dead-letters", says = "messages failed for good and wait in ${name}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = name }
      statistic = "Maximum", threshold = 0
    } },
  )]...)

  # Queues that others read: a route that sends to one is told of what they could not use.
  senders = { for queue in keys(local.dead_letters) : queue => [
    for route, each in local.functions : route if contains(flatten(each.statements[*].resources), local.queue_arns[queue])
  ] if !contains(values(local.queue_of_function), queue) }
  sent_alarms = { for queue, routes in local.senders : "queue-${trimsuffix(queue, ".fifo")}-dead-letters" => {
    route     = routes[0], heading = "alarm-dead-letters", says = "messages that were sent failed for good and wait in ${local.dead_letters[queue].deadLetters}"
    namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = local.dead_letters[queue].deadLetters }
    statistic = "Maximum", threshold = 0
  } if length(routes) > 0 }
  waiting_alarms = { for queue, routes in local.senders : "queue-${trimsuffix(queue, ".fifo")}-age" => {
    route     = routes[0], heading = "alarm-queue-age", says = "messages that were sent wait long in ${local.queues[queue].name}; nobody reads them"
    namespace = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", dimensions = { QueueName = local.queues[queue].name }
    statistic = "Maximum", threshold = local.thresholds[routes[0]].sent_queue_age
  } if length(routes) > 0 }

  stream_alarms = merge([for route, source in local.stream_of_function : merge(
    {
      "${route}-iterator-age" = {
        route     = route, heading = "alarm-iterator-age", says = "the function is behind its stream"
        namespace = "AWS/Lambda", metric = "IteratorAge", dimensions = local.dimensions[route].lambda, statistic = "Maximum"
        threshold = local.thresholds[route].iterator_age * 1000
      }
      "${route}-failed-items" = merge(local.lasting, {
        route     = route, heading = "alarm-failed-items", says = "records of a batch fail, again and again; their shard waits"
        namespace = local.namespace, metric = "FailedItems", dimensions = local.dimensions[route].metrics
        statistic = "Sum", threshold = 0
      })
      "${route}-lost-dead-letters" = {
        route     = route, heading = "alarm-lost-dead-letters", says = "records that were given up could not be stored"
        namespace = "AWS/Lambda", metric = "DestinationDeliveryFailures", dimensions = local.dimensions[route].lambda
        statistic = "Sum", threshold = 0
      }
    },
    { for name in try([local.failed_records[local.failed_records_buckets[route]]], []) : "${route}-dead-letters" => {
      route     = route, heading = "alarm-dead-letters", says = "records were given up and are in ${local.all_buckets[local.failed_records_buckets[route]].name}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = name }
      statistic = "Maximum", threshold = 0
    } },
  )]...)

  # EventBridge's own metrics name the bus only where it is not the default one:
  # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
  rule_dimensions = { for key, name in local.rule_names : key => merge(
    { RuleName = name }, local.rule_buses[key] == "default" ? {} : { EventBusName = local.rule_buses[key] },
  ) }

  undelivered_alarms = merge(
    { for key, each in local.rules : "${key}-refused" => {
      route     = each.function, heading = "alarm-undelivered", says = "EventBridge may not start it, or can't: events failed at once"
      namespace = "AWS/Events", metric = "FailedInvocations", dimensions = local.rule_dimensions[key], statistic = "Sum", threshold = 0
    } },
    { for key, each in local.rules : "${key}-lost" => {
      route     = each.function, heading = "alarm-lost-dead-letters", says = "EventBridge could not hand what failed to ${local.rule_dead_letters[key]}"
      namespace = "AWS/Events", metric = "InvocationsFailedToBeSentToDlq", dimensions = local.rule_dimensions[key], statistic = "Sum", threshold = 0
    } },
    { for key, each in local.rules : "${key}-undelivered" => {
      route     = each.function, heading = "alarm-undelivered", says = "EventBridge could not hand over events; they wait in ${local.rule_dead_letters[key]}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = local.rule_dead_letters[key] }
      statistic = "Maximum", threshold = 0
    } },
    { for key, each in local.schedules : "${key}-missed" => {
      route     = each.function, heading = "alarm-undelivered", says = "Scheduler could not start it; the input waits in ${local.schedule_dead_letters[key]}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = local.schedule_dead_letters[key] }
      statistic = "Maximum", threshold = 0
    } },
  )

  # Under the names of before, so that they are the same alarms.
  retired_alarms = merge(flatten([for kind, names in local.retired : [for route, name in names : {
    "${route}-${kind == "failed" ? "dead-letters" : kind}" = {
      route     = route, heading = "alarm-dead-letters", says = "the route is gone, and what it failed to do still waits in ${name}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = name }
      statistic = "Maximum", threshold = 0
    }
  }]])...)

  # Nobody reads such a queue: what is in it waits for a person.
  retired_queue_alarms = merge([for key, each in local.retired_queues : {
    for kind, name in { waiting = each.name, dead-letters = each.deadLetters } : "queue-${trimsuffix(key, ".fifo")}-${kind}" => {
      route                     = key, heading = "alarm-dead-letters", says = "what read the queue is gone, and messages still wait in ${name}"
      namespace                 = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = name }
      statistic                 = "Maximum", threshold = 0
    }
  }]...)

  retired_stream_alarms = { for bucket in setsubtract(var.retired_failed_records, values(local.failed_records_buckets)) :
    "failed-records-${replace(bucket, ".", "-")}" => {
      route     = bucket, heading = "alarm-dead-letters", says = "the stream's route is gone, and records it gave up are still in ${local.all_buckets[bucket].name}"
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = local.failed_records[bucket] }
      statistic = "Maximum", threshold = 0
  } }

  # A workflow that was stopped by hand is no news.
  workflow_alarms = merge([for route, each in local.workflows : { for kind, metric in {
    failed    = "ExecutionsFailed"
    timed-out = "ExecutionsTimedOut"
    throttled = "ExecutionThrottled"
    } : "${route}-${kind}" => {
    route      = route, heading = "alarm-workflow", says = "executions ${ { failed = "failed", timed-out = "took too long", throttled = "were held up, as too many states were entered" }[kind]}"
    namespace  = "AWS/States", metric = metric
    dimensions = { StateMachineArn = "arn:${local.partition}:states:${local.here}:stateMachine:${each.name}" }
    statistic  = "Sum", threshold = 0
  } }]...)

  silence_alarms = { for route, each in local.expecting : "${route}-silence" => {
    route     = route, heading = "alarm-silence", says = "nothing came for ${each.expectEvery} s"
    namespace = "AWS/Lambda", metric = "Invocations", dimensions = local.dimensions[route].lambda, statistic = "Sum"
    threshold = 1, comparison = "LessThanThreshold", missing = "breaching"
    # One period more than expected, so that what comes just every so often does not come too late.
    period = local.expectation_periods[route]
    periods = min(ceil(each.expectEvery / local.expectation_periods[route]) + 1,
    (local.expectation_periods[route] == 300 ? 86400 : 604800) / local.expectation_periods[route])
  } }

  # Where the route goes on without an answer, nothing else tells. What is refused for good is told at the first time.
  model_alarms = merge([for route, each in local.asking : {
    "${route}-model-failures" = {
      route     = route, heading = "alarm-model-failures", says = "the model gave no answer ${local.thresholds[route].model_failures} times in an hour"
      namespace = local.namespace, metric = "ModelFailures", dimensions = local.dimensions[route].metrics, statistic = "Sum"
      threshold = local.thresholds[route].model_failures, comparison = "GreaterThanOrEqualToThreshold", period = 3600
    }
    "${route}-model-refused" = {
      route     = route, heading = "alarm-model-failures", says = "the model may not be asked, or is not there"
      namespace = local.namespace, metric = "ModelRequestsRefused", dimensions = local.dimensions[route].metrics
      statistic = "Sum", threshold = 0
    }
  }]...)

  cost_alarms = { for route, each in local.asking : "${route}-model-cost" => {
    route     = route, heading = "alarm-model-cost", says = "the model has cost more than ${local.thresholds[route].model_cost} US dollars today"
    namespace = local.namespace, metric = "ModelCost", dimensions = local.dimensions[route].metrics, statistic = "Sum"
    threshold = local.thresholds[route].model_cost, period = 86400
  } }

  alarms = { for key, each in merge(
    local.common_alarms, local.quality_alarms, local.asynchronous_alarms, local.queue_alarms, local.sent_alarms, local.waiting_alarms,
    local.stream_alarms, local.workflow_alarms,
    local.undelivered_alarms, local.retired_alarms, local.retired_queue_alarms, local.retired_stream_alarms, local.silence_alarms, local.model_alarms, local.cost_alarms,
    ) : key => merge({ comparison = "GreaterThanThreshold", missing = "notBreaching", period = 300, periods = 1 }, each)
  }
}
