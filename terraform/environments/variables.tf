# Those of ../variables.tf and ../variables_optional.tf, where their types, defaults and limits stand; null is the default.

variable "environment" {
  description = "Name of the environment."
  type        = string
}

variable "region" {
  description = "AWS region, such as eu-central-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region is written like eu-central-1."
  }
}

variable "tags" {
  description = "Tags on everything, besides project, environment and managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "codepipeline" {
  description = "The repository that CodePipeline builds and applies (connection_arn, name, branch); null for no pipeline."
  type = object({
    connection_arn = string
    name           = string
    branch         = optional(string, "main")
  })
  default = null

  validation {
    condition     = var.codepipeline == null || var.state != null
    error_message = "A pipeline reads the state: say in the variable state where it is."
  }
}

variable "prefix" {
  description = "What all names begin with."
  type        = string
  default     = null
}

variable "memory_limit" {
  description = "MB that a function may have at most; 3008 in a new account."
  type        = number
  default     = null
}

variable "reserve_concurrency" {
  description = "Whether the routes' reservedConcurrency is set; false in a new account."
  type        = bool
  default     = null
}

variable "architecture" {
  description = "Processor of the functions: arm64 (cheaper) or x86_64."
  type        = string
  default     = null
}

variable "image_uri" {
  description = "Container image in ECR, by digest (…@sha256:…), that all functions run from."
  type        = string
  default     = null
}

variable "live_versions" {
  description = "Versions that `live` is moved back to, by route."
  type        = map(string)
  default     = null
}

variable "retired_routes" {
  description = "Routes that are gone, and which of their queues stay: { \"health-old\" = [\"failed\", \"undelivered\"] }."
  type        = map(set(string))
  default     = null
}

variable "retired_queues" {
  description = "Queues that no route names any more, and that stay, as `plan --compare` writes them: { \"orders.fifo\" = { visibility_timeout = 180 } }."
  type        = any
  default     = null
}

variable "retired_failed_records" {
  description = "Buckets whose records that a stream's route gave up stay, with their queue, though the route is gone: [\"dromedary-undelivered\"]."
  type        = set(string)
  default     = null
}

variable "traffic_shift" {
  description = "How `live` goes to a new version: { way = \"canary\", percent = 10, minutes = 5 }, linear or all-at-once."
  type        = any
  default     = null
}

variable "log_retention_days" {
  description = "Days for which logs are kept; one of the numbers that CloudWatch Logs accepts."
  type        = number
  default     = null
}

variable "retention" {
  description = "What becomes of the objects under a prefix, by prefix: days until they move to Glacier Instant Retrieval (null: never), and days until they are gone."
  type        = any
  default     = null
}

variable "protect_data" {
  description = "Whether buckets that hold objects and tables refuse to be destroyed."
  type        = bool
  default     = null
}

variable "kms_key_arn" {
  description = "Customer key for buckets, tables, queues, topics and logs; null for keys that AWS holds."
  type        = string
  default     = null
}

variable "alarm_emails" {
  description = "Addresses that get alarms."
  type        = set(string)
  default     = null
}

variable "tell_recoveries" {
  description = "Whether the alarm topic is told when an alarm is over, too."
  type        = bool
  default     = null
}

variable "topic_subscriptions" {
  description = "Who gets what routes publish."
  type        = any
  default     = null
}

variable "runbook_url" {
  description = "Where docs/deploying.md can be read; alarms point to its headings."
  type        = string
  default     = null
}

variable "thresholds" {
  description = "When alarms go off."
  type        = any
  default     = null
}

variable "monthly_budget" {
  description = "US dollars a month; at 80 % and, by forecast, at 100 % the alarm topic is told."
  type        = number
  default     = null
}

variable "jwt" {
  description = "Who issues the tokens of endpoints with authorization jwt, and for whom; null if there are none."
  type        = any
  default     = null
}

variable "api_throttle" {
  description = "Requests a second that the HTTP API takes, and how many more at once."
  type        = any
  default     = null
}

variable "geography" {
  description = "What ids of Bedrock's inference profiles begin with."
  type        = string
  default     = null
}

variable "tracing_subsegments" {
  description = "How many subsegments of a sampled invocation X-Ray gets: 0 for none."
  type        = number
  default     = null
}

variable "network" {
  description = "A VPC for the functions in the named availability zones, with endpoints of the services that they use and no way to the internet; null for none."
  type        = any
  default     = null
}

variable "state" {
  description = "Where this environment's state is, which those who plan may read: bucket and key."
  type        = any
  default     = null
}

variable "github" {
  description = "The repository (owner/name) whose GitHub Actions may plan and apply; null for none."
  type        = any
  default     = null
}
