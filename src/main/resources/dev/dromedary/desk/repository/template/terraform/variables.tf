variable "environment" {
  description = "Name of the environment; part of the name of everything."
  type        = string
}

variable "region" {
  description = "Region of AWS."
  type        = string
}

variable "protect_data" {
  description = "Keep buckets and tables from being deleted."
  type        = bool
  default     = true
}

variable "alarm_emails" {
  description = "Who is told of alarms."
  type        = list(string)
  default     = []
}
