variable "delivery" {
  description = "The output delivery of the deployment that the pipeline carries out."
  type = object({
    name            = string
    account         = string
    partition       = string
    region          = string
    role_path       = string
    artifacts       = string
    alarm_topic_arn = string
    kms_key_arn     = optional(string)
    state           = optional(object({ bucket = string, key = string }))
    policies        = object({ plan = optional(string), apply = string })
  })

  validation {
    condition     = var.delivery.state != null
    error_message = "A pipeline reads the state: say in the deployment's variable state where it is."
  }
}

variable "environment" {
  description = "Name of the environment; its settings are in ENVIRONMENT.tfvars of the folder."
  type        = string
}

variable "repository" {
  description = "The repository (owner/name), its branch, and the connection to it, which is made in the console once."
  type = object({
    connection_arn = string
    name           = string
    branch         = optional(string, "main")
  })
}

variable "folder" {
  description = "Folder of the repository in which Terraform runs."
  type        = string
  default     = "terraform/environments"
}

variable "terraform_folder" {
  description = "Folder of the repository that holds this module's own files, two above it."
  type        = string
  default     = "terraform"
}

variable "variables" {
  description = "Variables of that folder without which a plan would take away the pipeline itself, or other ways of delivery: by name, whatever stands in the tfvars goes before."
  type        = any
}

variable "log_retention_days" {
  description = "Days for which logs are kept."
  type        = number
}
