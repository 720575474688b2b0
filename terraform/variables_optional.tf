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

variable "network" {
  description = "A VPC for the functions in the named availability zones, with endpoints of the services that they use and no way to the internet; null for none."
  type = object({
    cidr  = string
    zones = list(string)
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

variable "delivery" {
  description = "The repository that CodePipeline builds and applies; null for no pipeline. The connection is made in the console once."
  type = object({
    connection_arn   = string
    repository       = string
    branch           = optional(string, "main")
    state_bucket     = string
    state_bucket_key = optional(string)
  })
  default = null
}

variable "github" {
  description = "The repository (owner/name) whose GitHub Actions may plan and apply; null for none. The OIDC provider exists once in an account: create_provider says whether here."
  type = object({
    repository       = string
    branch           = optional(string, "main")
    state_bucket     = string
    state_bucket_key = optional(string)
    create_provider  = optional(bool, true)
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
}
