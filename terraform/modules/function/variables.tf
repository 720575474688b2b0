variable "name" {
  description = "Name of the function."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "A function's name has 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "arn" {
  description = "ARN of the function, put together from its name."
  type        = string
  nullable    = false
}

variable "description" {
  description = "What the function does."
  type        = string
  default     = ""
  nullable    = false
}

variable "handler" {
  description = "Handler of the zip."
  type        = string
  nullable    = false
}

variable "memory" {
  description = "Memory in MB, 128 to 10240."
  type        = number
  nullable    = false

  validation {
    condition     = var.memory >= 128 && var.memory <= 10240
    error_message = "Memory is 128 to 10240 MB."
  }
}

variable "timeout" {
  description = "Seconds that one invocation may take, 1 to 900."
  type        = number
  nullable    = false

  validation {
    condition     = var.timeout >= 1 && var.timeout <= 900
    error_message = "A timeout is 1 to 900 seconds."
  }
}

variable "reserved_concurrency" {
  description = "Invocations that may run at the same time; -1 for as many as the account allows."
  type        = number
  default     = -1
  nullable    = false

  validation {
    condition     = var.reserved_concurrency != 0
    error_message = "With a reserved concurrency of 0 the function never runs."
  }
}

variable "layers" {
  description = "ARNs of layer versions, at most 5; an image gets none."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.layers) <= 5
    error_message = "A function has at most 5 layers."
  }
}

variable "environment" {
  description = "Environment variables."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "statements" {
  description = "What the route may do, from the plan."
  type = list(object({
    sid       = optional(string)
    actions   = list(string)
    resources = list(string)
    conditions = optional(list(object({
      test     = string
      variable = string
      values   = list(string)
    })), [])
  }))
  default  = []
  nullable = false
}

variable "asynchronous" {
  description = "How events that AWS hands over without waiting are treated (seconds, retries), and the queue of those that fail; null for functions that are started otherwise."
  type = object({
    queue_arn              = string
    maximum_event_age      = number
    maximum_retry_attempts = number
  })
  default = null
}

variable "failed_records_bucket_arn" {
  description = "Bucket that gets the records of a stream that were given up; null if no stream starts the function."
  type        = string
  default     = null
}

variable "code" {
  description = "The zip in S3: bucket, key, and the base64 SHA-256 of its content. null for an image."
  type = object({
    bucket = string
    key    = string
    hash   = string
  })
  default = null
}

variable "image_uri" {
  description = "The container image; null for the zip."
  type        = string
  default     = null
}

variable "architecture" {
  description = "arm64 or x86_64."
  type        = string
  nullable    = false
}

variable "live_version" {
  description = "Version that the alias `live` points to; null for the newest."
  type        = string
  default     = null
}

variable "triggers" {
  description = "What starts the function, by kind and key: rules of EventBridge, buckets that tell it themselves (their ARNs), mappings of queues and streams (with the plan's options), schedules, endpoints of the HTTP API."
  type = object({
    rules   = map(object({ rule = string, bus = string, arn = string, dead_letters_arn = string }))
    buckets = map(string)
    queues = map(object({
      arn                = string
      batchSize          = number
      batchingWindow     = optional(number, 0)
      maximumConcurrency = optional(number)
    }))
    streams = map(object({
      arn                   = string
      on_failure            = string
      startingPosition      = string
      batchSize             = number
      batchingWindow        = optional(number, 0)
      parallelizationFactor = number
      bisect                = bool
      maximumRetryAttempts  = number
      maximumRecordAge      = number
    }))
    schedules = map(object({
      name             = string
      group            = string
      expression       = string
      time_zone        = string
      role_arn         = string
      dead_letters_arn = string
      input            = string
    }))
    endpoints = map(object({ api = string, route = string, authorization = string, authorizer = optional(string), arn = string }))
  })
  nullable = false
}

variable "shift" {
  description = "How CodeDeploy moves the alias: what deployment groups name, and whether the function exists already; null if Terraform moves it. alarm_format: names of the version's alarms, with %s for what each is about."
  type = object({
    exists          = bool
    application     = string
    configuration   = string
    role_arn        = string
    route           = string
    alarm_format    = string
    alarm_topic_arn = string
    further_alarms  = list(string)
    duration_share  = number
    runbook         = string
  })
  default = null
}

variable "log_retention_days" {
  description = "Days for which logs are kept."
  type        = number
  nullable    = false
}

variable "kms_key_arn" {
  description = "Customer key; null for keys that AWS holds."
  type        = string
  default     = null
}

variable "kms_via_services" {
  description = "Services on whose behalf the function may use the customer key, such as s3.eu-central-1.amazonaws.com."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "subnets" {
  description = "Subnets and security groups of the VPC; null for none."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null
}

variable "account" {
  description = "Number of the account."
  type        = string
  nullable    = false
}

variable "partition" {
  description = "Partition, such as aws."
  type        = string
  nullable    = false
}

variable "region" {
  description = "Region."
  type        = string
  nullable    = false
}

variable "permissions_boundary" {
  description = "ARN of the policy that says the most that the role may be given."
  type        = string
  nullable    = false
}

variable "role_name" {
  description = "Name of the role; roles of all regions share theirs."
  type        = string
  nullable    = false
}

variable "role_path" {
  description = "Path of the role, by which a deployment's own permissions are limited."
  type        = string
  nullable    = false
}
