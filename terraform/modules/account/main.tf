# What an account has once, however many environments and projects are in it: identities of SES, and who issues GitHub's tokens.
# Made by a state of its own, so that no environment takes away what another one needs.

variable "plan_files" {
  description = "The plans whose identities are made, relative to where Terraform runs."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "existing_identities" {
  description = "Identities that are there already, by another hand or because their domain is one."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "mail_sandbox" {
  description = "Whether SES is in its sandbox, as it is in each new account: then those who get mail have to confirm their addresses, too."
  type        = bool
  default     = false
  nullable    = false
}

variable "github" {
  description = "Whether GitHub's OIDC provider is made; false where there is one, or nobody delivers from GitHub."
  type        = bool
  default     = false
  nullable    = false
}

locals {
  plans      = [for file in var.plan_files : jsondecode(file(file))]
  senders    = flatten([for plan in local.plans : try(plan.identities, [])])
  recipients = var.mail_sandbox ? flatten([for plan in local.plans : try(plan.recipients, [])]) : []
  identities = setsubtract(distinct(concat(local.senders, local.recipients)), var.existing_identities)
}

# SES mails the address, or for a domain shows records; nothing is sent before that is confirmed.
resource "aws_sesv2_email_identity" "this" {
  for_each = local.identities

  email_identity = each.value
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.github ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

output "identities_to_confirm" {
  description = "SES identities, from and to which nothing is sent before they are confirmed."
  value       = keys(aws_sesv2_email_identity.this)
}
