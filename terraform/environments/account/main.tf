# What the account has once: `terraform -chdir=terraform/environments/account apply`, before the first environment.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.20, < 7.0"
    }
  }

  backend "s3" {}
}

variable "region" {
  description = "AWS region of the identities, such as eu-central-1: those of SES belong to one region."
  type        = string
}

variable "mail_sandbox" {
  description = "Whether SES is in its sandbox: then those who get mail have to confirm their addresses, too."
  type        = bool
  default     = true
}

variable "existing_identities" {
  description = "Identities that are there already."
  type        = set(string)
  default     = []
}

variable "github" {
  description = "Whether GitHub's OIDC provider is made here."
  type        = bool
  default     = false
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { project = "dromedary", managed-by = "terraform" }
  }
}

locals {
  target = "${path.module}/../../../target"
}

module "account" {
  source = "../../modules/account"

  plan_files          = concat(["${local.target}/plan.json"], [for file in fileset(local.target, "plan.*.json") : "${local.target}/${file}"])
  existing_identities = var.existing_identities
  mail_sandbox        = var.mail_sandbox
  github              = var.github
}

output "identities_to_confirm" {
  description = "SES identities, from and to which nothing is sent before they are confirmed."
  value       = module.account.identities_to_confirm
}
