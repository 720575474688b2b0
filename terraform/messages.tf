# Topics that routes publish to, and what must not be in the environment. Identities of SES are the account's: modules/account.

resource "aws_sns_topic" "this" {
  for_each = local.topics

  name              = each.value.name
  kms_master_key_id = coalesce(try(each.value.kmsKey, var.kms_key_arn), "alias/aws/sns")
}

data "aws_iam_policy_document" "topic" {
  for_each = local.topics

  statement {
    sid       = "OnlyEncryptedConnections"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = ["arn:${local.partition}:sns:${local.here}:${each.value.name}"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  for_each = local.topics

  arn    = aws_sns_topic.this[each.key].arn
  policy = data.aws_iam_policy_document.topic[each.key].json
}

resource "aws_sns_topic_subscription" "this" {
  for_each = merge([for topic, subscribers in var.topic_subscriptions : {
    for each in subscribers : "${topic} ${each.protocol} ${each.endpoint}" => merge({ topic = topic }, each)
  }]...)

  topic_arn = aws_sns_topic.this[each.value.topic].arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}

# Parameters and secrets that routes read. Terraform makes them empty; a person puts the value in, and it is in no state.
locals {
  read_names = distinct(flatten([for each in values(local.functions) : values(try(each.parameters, {}))]))
  parameters = toset([for name in local.read_names : name if startswith(name, "/")])
  secrets    = setsubtract(local.read_names, local.parameters)

  # The customer's key of each, where a property names one.
  read_keys = merge([
    for each in values(local.functions) : {
      for variable, key in try(each.parameterKeys, {}) : each.parameters[variable] => key
    }
  ]...)
}

resource "aws_ssm_parameter" "this" {
  # checkov:skip=CKV_AWS_337: encrypted by SSM's key unless kms_key_arn names one
  for_each = local.parameters

  name        = each.value
  description = "Read by routes; put the value in by hand"
  type        = "SecureString"
  key_id      = try(local.read_keys[each.value], var.kms_key_arn)

  # Written once and never read back: `value` would be refreshed into the state, also where its changes are ignored.
  value_wo         = "not set"
  value_wo_version = 1
}

# Settings that routes read while they run. They have the routes' defaults to begin with, and whoever runs them changes them.
resource "aws_ssm_parameter" "settings" {
  # checkov:skip=CKV2_AWS_34: a setting is no secret
  for_each = merge([for each in values(local.functions) : try(each.settings, {})]...)

  name        = each.key
  description = "A setting of routes; change it here, and they read it within a minute"
  type        = "String"
  value       = each.value

  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_secretsmanager_secret" "this" {
  # checkov:skip=CKV_AWS_149: encrypted by Secrets Manager's key unless kms_key_arn names one
  # checkov:skip=CKV2_AWS_57: how a secret rotates only its owner knows
  for_each = local.secrets

  name        = each.value
  description = "Read by routes; put the value in by hand"
  kms_key_id  = try(local.read_keys[each.value], var.kms_key_arn)
  # A name stays reserved for as long, and what is made to be thrown away is made anew.
  recovery_window_in_days = var.protect_data ? 30 : 0
}
