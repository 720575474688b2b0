# What the customer's key has to let services do, besides its owner's own administration: a part of the key's policy, as an output.

locals {
  key_users = {
    # No condition on the source: EventBridge sends none with what it hands to queues. A bus looks at the key when it is made:
    # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html
    "events.${local.dns_suffix}"     = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    "s3.${local.dns_suffix}"         = ["kms:Decrypt", "kms:GenerateDataKey*"]
    "cloudwatch.${local.dns_suffix}" = ["kms:Decrypt", "kms:GenerateDataKey*"]
    "budgets.${local.dns_suffix}"    = ["kms:Decrypt", "kms:GenerateDataKey*"]
    "scheduler.${local.dns_suffix}"  = ["kms:Decrypt", "kms:GenerateDataKey*"]
    # Brings the logs of state machines.
    "delivery.logs.${local.dns_suffix}"        = ["kms:Decrypt"]
    "logs.${local.region}.${local.dns_suffix}" = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
  }
  dns_suffix = "amazonaws.com"
}

data "aws_iam_policy_document" "key" {
  # checkov:skip=CKV_AWS_109: a part of the key's own policy, in which * is that key
  # checkov:skip=CKV_AWS_111: a part of the key's own policy, in which * is that key
  # checkov:skip=CKV_AWS_356: a part of the key's own policy, in which * is that key
  dynamic "statement" {
    for_each = local.key_users
    content {
      sid       = title(split(".", statement.key)[0])
      actions   = statement.value
      resources = ["*"]
      principals {
        type        = "Service"
        identifiers = [statement.key]
      }
    }
  }
}

output "key_policy" {
  description = "Statements that the policy of the key in kms_key_arn needs, besides its owner's own."
  value       = data.aws_iam_policy_document.key.json
}
