variable "plan_file" {
  description = "The plan that `mvn package` derives from the routes: target/plan.json, or target/plan.ENVIRONMENT.json where the environment has properties files; relative to where Terraform runs."
  type        = string
  nullable    = false

  validation {
    condition     = try(jsondecode(file(var.plan_file)).format == 1, false)
    error_message = "There is no plan of format 1 at that place: run `mvn package`, which writes target/plan.json."
  }
}

variable "function_zip" {
  description = "The zip that functions run from: target/dromedary-function.zip. Not read for container images."
  type        = string
  default     = null

  validation {
    condition     = var.function_zip != null || var.image_uri != null
    error_message = "Functions run from a zip or an image: name the one in function_zip or the other in image_uri."
  }
}

variable "parquet_zip" {
  description = "The zip that functions run from which write Parquet: target/dromedary-function-parquet.zip. Not read if the plan has none, nor for container images."
  type        = string
  default     = null

  validation {
    condition     = var.parquet_zip != null || var.image_uri != null || !contains([for each in values(try(jsondecode(file(var.plan_file)).functions, {})) : try(each.package, "")], "parquet")
    error_message = "A function of the plan writes Parquet: name target/dromedary-function-parquet.zip, which `mvn package` builds, in parquet_zip."
  }
}

variable "duckdb_zip" {
  description = "The zip that functions run from which run queries on DuckDB: target/dromedary-function-duckdb.zip. Not read if the plan has none, nor for container images."
  type        = string
  default     = null

  validation {
    condition     = var.duckdb_zip != null || var.image_uri != null || !contains([for each in values(try(jsondecode(file(var.plan_file)).functions, {})) : try(each.package, "")], "duckdb")
    error_message = "A function of the plan runs queries on DuckDB: name target/dromedary-function-duckdb.zip, which `mvn package` builds, in duckdb_zip."
  }
}

variable "prefix" {
  description = "What all names begin with, such as claims-, for a second project in one account."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z][a-z0-9]{0,8}-)?$", var.prefix))
    error_message = "A prefix is 1 to 9 lower-case letters and digits and a hyphen, and begins with a letter: it is part of bucket names."
  }
}

variable "environment" {
  description = "Name of the environment; part of the name of everything."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,9}$", var.environment))
    error_message = "An environment is 1 to 10 lower-case letters and digits, and begins with a letter: it is part of bucket names."
  }
  validation {
    condition     = try(jsondecode(file(var.plan_file)).environment, var.environment) == var.environment
    error_message = "That plan is for the environment ${try(jsondecode(file(var.plan_file)).environment, "")} alone; take target/plan.${var.environment}.json where there is one, else target/plan.json."
  }
  validation {
    condition     = !contains(try(jsondecode(file(var.plan_file)).ownPlans, []), var.environment)
    error_message = "The environment ${var.environment} has settings of its own, and that plan does not have them; take target/plan.${var.environment}.json."
  }
}

variable "architecture" {
  description = "Processor of the functions: arm64 (cheaper) or x86_64. A container image has to be built for it."
  type        = string
  default     = "arm64"
  nullable    = false

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "Lambda has the architectures arm64 and x86_64."
  }
}

variable "image_uri" {
  description = "Container image in ECR, by digest (…@sha256:…), that all functions run from; null for the zip. Images have no SnapStart."
  type        = string
  default     = null

  validation {
    condition     = var.image_uri == null || can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/.+@sha256:[0-9a-f]{64}$", var.image_uri))
    error_message = "The image has to be in ECR and named by digest: with a tag, a new push would not reach the functions."
  }
}

variable "live_versions" {
  description = "Versions that `live` is moved back to, by route: { \"health-ingest\" = \"41\" }. A route that isn't named is at its newest version."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for version in values(var.live_versions) : can(regex("^[1-9][0-9]*$", version))])
    error_message = "A version is a number, such as \"41\"."
  }
  validation {
    condition     = length(setsubtract(keys(var.live_versions), try(keys(jsondecode(file(var.plan_file)).functions), []))) == 0
    error_message = "live_versions names a route that the plan does not have."
  }
}

variable "retired_routes" {
  description = "Routes that are gone, and which of their queues stay until somebody has dealt with what is in them: { \"health-old\" = [\"failed\", \"undelivered\"] }; missed is a schedule's."
  type        = map(set(string))
  default     = {}
  nullable    = false

  validation {
    condition     = length(setsubtract(flatten([for kinds in values(var.retired_routes) : tolist(kinds)]), ["failed", "missed", "undelivered"])) == 0
    error_message = "A retired route keeps queues by what they hold: failed, missed, undelivered."
  }
  validation {
    condition     = length(setintersection(keys(var.retired_routes), try(keys(jsondecode(file(var.plan_file)).functions), []))) == 0
    error_message = "retired_routes names a route that the plan has, with queues of its own: take it out."
  }
}

variable "retired_queues" {
  description = "Queues that no route names any more, and that stay with their dead-letter queues until somebody has dealt with what is in them, by the name in the properties: { \"orders.fifo\" = { visibility_timeout = 180 } }. `plan --compare` writes it."
  type = map(object({
    visibility_timeout = optional(number)
    max_receive_count  = optional(number, 5)
    kms_key            = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length(setintersection(keys(var.retired_queues), try(keys(jsondecode(file(var.plan_file)).queues), []))) == 0
    error_message = "retired_queues names a queue that the plan has: take it out."
  }
}

variable "retired_failed_records" {
  description = "Buckets (dromedary-undelivered, or the name in the properties) whose records that a stream's route gave up stay, with the queue that is told of them, though that route is gone. `plan --compare` writes it."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(setsubtract(var.retired_failed_records, concat(["dromedary-undelivered"], try(keys(jsondecode(file(var.plan_file)).buckets), [])))) == 0
    error_message = "retired_failed_records names a bucket that the plan does not have: keep it there, by a property that a route names, until somebody has dealt with what is in it."
  }
}

variable "traffic_shift" {
  description = "How `live` goes to a new version: canary (percent of what comes, and after minutes all), linear (percent more every minutes) or all-at-once, by CodeDeploy, which goes back when an alarm of the function goes off; null: at once, by Terraform."
  type = object({
    way     = string
    percent = optional(number, 10)
    minutes = optional(number, 5)
  })
  default = null

  validation {
    condition     = var.traffic_shift == null || contains(["canary", "linear", "all-at-once"], try(var.traffic_shift.way, ""))
    error_message = "A way is canary, linear or all-at-once."
  }
  validation {
    condition     = var.traffic_shift == null || try(var.traffic_shift.percent >= 1 && var.traffic_shift.percent <= 99 && var.traffic_shift.minutes >= 1 && var.traffic_shift.minutes <= 2880, false)
    error_message = "percent is 1 to 99, minutes are 1 to 2880 (two days)."
  }
}

variable "memory_limit" {
  description = "MB that a function may have at most; 3008 in a new account, until its quota is raised."
  type        = number
  default     = 10240
  nullable    = false
}

variable "reserve_concurrency" {
  description = "Whether the routes' reservedConcurrency is set; false in a new account, which has too little to reserve any."
  type        = bool
  default     = true
  nullable    = false
}

variable "log_retention_days" {
  description = "Days for which logs are kept; one of the numbers that CloudWatch Logs accepts."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    var.log_retention_days)
    error_message = "CloudWatch Logs accepts 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

variable "retention" {
  description = "What becomes of the objects under a prefix, by prefix: days until they move to Glacier Instant Retrieval (null: never), and days until they are gone. Objects elsewhere stay."
  type = map(object({
    archive_after = optional(number)
    delete_after  = number
  }))
  default = {
    "raw/"       = { delete_after = 30 }
    "rejected/"  = { delete_after = 30 }
    "processed/" = { archive_after = 30, delete_after = 365 }
    "analyzed/"  = { archive_after = 30, delete_after = 365 }
  }
  nullable = false

  validation {
    condition     = alltrue([for each in values(var.retention) : each.delete_after > coalesce(each.archive_after, 0)])
    error_message = "delete_after has to be more than archive_after."
  }
}

variable "protect_data" {
  description = "Whether buckets that hold objects and tables refuse to be destroyed, and a delivery may destroy no bucket, table, queue or stream at all."
  type        = bool
  default     = true
  nullable    = false
}

variable "kms_key_arn" {
  description = "Customer key for buckets, tables, queues, topics and logs; null for keys that AWS holds. Its policy has to let in the services: docs/deploying.md."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "A key is named by its ARN, arn:aws:kms:REGION:ACCOUNT:key/ID; an alias may be pointed elsewhere."
  }
}

variable "alarm_emails" {
  description = "Addresses that get alarms. Each has to confirm the mail that AWS sends first."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "tell_recoveries" {
  description = "Whether the alarm topic is told when an alarm is over, too."
  type        = bool
  default     = false
  nullable    = false
}

variable "topic_subscriptions" {
  description = "Who gets what routes publish, by the topic's name in the routes' properties: { dromedary-health-alerts = [{ endpoint = \"care-team@example.com\" }] }. Addresses have to confirm."
  type = map(list(object({
    protocol = optional(string, "email")
    endpoint = string
  })))
  default  = {}
  nullable = false

  validation {
    condition     = length(setsubtract(keys(var.topic_subscriptions), try(keys(jsondecode(file(var.plan_file)).topics), []))) == 0
    error_message = "topic_subscriptions names a topic that the plan does not have."
  }
}

variable "runbook_url" {
  description = "Where docs/deploying.md can be read; alarms point to its headings."
  type        = string
  default     = "docs/deploying.md"
  nullable    = false
}

variable "thresholds" {
  description = <<-TEXT
    When alarms go off; a pipeline's properties may say it for its own functions (health.thresholds.quality-score). duration_share: of a function's timeout. async_event_age, queue_age, iterator_age: seconds that an
    event, message or record has waited; sent_queue_age: where others read the queue. quality_score: percent of valid records. model_cost: US dollars a route and day.
    model_failures: questions in an hour that got no answer.
  TEXT
  type = object({
    duration_share  = optional(number, 0.8)
    async_event_age = optional(number, 900)
    queue_age       = optional(number, 900)
    sent_queue_age  = optional(number, 3600)
    iterator_age    = optional(number, 3600)
    quality_score   = optional(number, 80)
    model_cost      = optional(number, 5)
    model_failures  = optional(number, 5)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.thresholds.duration_share > 0 && var.thresholds.duration_share < 1
    error_message = "duration_share is a share of the timeout, between 0 and 1."
  }
  validation {
    condition     = var.thresholds.quality_score >= 0 && var.thresholds.quality_score <= 100
    error_message = "quality_score is a percentage."
  }
}

variable "monthly_budget" {
  description = "US dollars a month; at 80 % and, by forecast, at 100 % the alarm topic is told. null for no budget."
  type        = number
  default     = null

  validation {
    condition     = var.monthly_budget == null || coalesce(var.monthly_budget, 1) > 0
    error_message = "A budget is more than 0."
  }
}
