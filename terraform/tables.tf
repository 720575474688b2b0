# Tables: on demand, with point-in-time recovery.

resource "aws_dynamodb_table" "this" {
  # checkov:skip=CKV_AWS_119: encrypted by DynamoDB's key unless kms_key_arn names one
  for_each = local.tables

  name                        = each.value.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.hashKey
  range_key                   = try(each.value.rangeKey, null)
  deletion_protection_enabled = var.protect_data

  dynamic "attribute" {
    for_each = each.value.attributes
    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = try(each.value.indexes, {})
    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.hashKey
      range_key       = try(global_secondary_index.value.rangeKey, null)
      projection_type = "ALL"
    }
  }

  dynamic "ttl" {
    for_each = can(each.value.expires) ? [each.value.expires] : []
    content {
      attribute_name = ttl.value
      enabled        = true
    }
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = try(each.value.kmsKey, var.kms_key_arn) != null
    kms_key_arn = try(each.value.kmsKey, var.kms_key_arn)
  }
}
