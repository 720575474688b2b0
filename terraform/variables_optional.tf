# What only some need: an API's tokens and limits, a network, ways of delivery.

variable "jwt" {
  description = "Who issues the tokens of endpoints with authorization jwt, and for whom; null if there are none."
  type = object({
    issuer   = string
    audience = list(string)
  })
  default = null

  validation {
    condition     = var.jwt == null || can(regex("^https://", var.jwt.issuer))
    error_message = "The issuer is an https URL, under which .well-known/openid-configuration is found."
  }
}

variable "api_throttle" {
  description = "Requests a second that the HTTP API takes, and how many more at once."
  type = object({
    rate  = optional(number, 50)
    burst = optional(number, 100)
  })
  default  = {}
  nullable = false
}

variable "geography" {
  description = "What ids of Bedrock's inference profiles begin with, such as eu, us, apac or global; null for that of the region."
  type        = string
  default     = null
}

variable "tracing_subsegments" {
  description = "How many subsegments of an invocation that X-Ray samples it gets, steps and calls of AWS: 0 for none; null for what the routes' properties say."
  type        = number
  default     = null

  validation {
    condition     = var.tracing_subsegments == null || try(var.tracing_subsegments >= 0 && var.tracing_subsegments <= 9999 && floor(var.tracing_subsegments) == var.tracing_subsegments, false)
    error_message = "tracing_subsegments is a whole number from 0 to 9999."
  }
}

variable "network" {
  description = "A VPC for the functions in the named availability zones, with endpoints of the services that they use and no way to the internet; null for none. endpoints: further services, by the prefix of their actions."
  type = object({
    cidr      = string
    zones     = list(string)
    endpoints = optional(map(string), {})
  })
  default = null

  validation {
    condition     = var.network == null || can(cidrsubnet(var.network.cidr, 4, 15))
    error_message = "cidr is a block such as 10.20.0.0/16."
  }
  validation {
    condition     = var.network == null || try(length(distinct(var.network.zones)) >= 2 && length(var.network.zones) <= 16, false)
    error_message = "zones are at least two different ones, such as [\"eu-central-1a\", \"eu-central-1b\"]: with one, its outage would be yours."
  }
}

variable "state" {
  description = "Where this environment's state is, which those who plan may read: bucket and key, and the bucket's customer key if it has one. null if nobody but you plans."
  type = object({
    bucket      = string
    key         = string
    kms_key_arn = optional(string)
  })
  default = null
}

variable "github" {
  description = "The repository (owner/name) whose GitHub Actions may plan and apply; null for none. The account needs GitHub's OIDC provider: modules/account."
  type = object({
    repository = string
    branch     = optional(string, "main")
  })
  default = null

  validation {
    condition     = var.github == null || can(regex("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", var.github.repository))
    error_message = "repository is owner/name; a pattern would let others in."
  }
  validation {
    condition     = var.github == null || can(regex("^[A-Za-z0-9_./-]+$", var.github.branch))
    error_message = "branch is one branch's name; a pattern would let others in."
  }
  validation {
    condition     = var.github == null || var.state != null
    error_message = "Who plans reads the state: say in the variable state where it is."
  }
}
