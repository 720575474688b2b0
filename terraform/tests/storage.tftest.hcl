# What a plan with every kind of trigger becomes. Nothing is made: all runs are plans, and no account is asked.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  plan_file    = "tests/fixtures/plan.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "storage" {
  command = plan

  assert {
    condition = toset([for each in aws_s3_bucket.this : each.bucket]) == toset([for name in
      ["artifacts", "customers", "health", "invoices", "undelivered", "weblogs"] : "dromedary-${name}-test-123456789012-eu-central-1"
    ])
    error_message = "The plan's buckets, and two of the deployment."
  }
  assert {
    condition = alltrue([for key, each in aws_s3_bucket.this :
      aws_s3_bucket_versioning.this[key].versioning_configuration[0].status == "Enabled"
      && join(" ", [for rule in aws_s3_bucket_server_side_encryption_configuration.this[key].rule : rule.apply_server_side_encryption_by_default[0].sse_algorithm])
      == (key == "dromedary-invoices" ? "aws:kms" : "AES256")
      && aws_s3_bucket_ownership_controls.this[key].rule[0].object_ownership == "BucketOwnerEnforced"
    ])
    error_message = "Buckets are versioned, encrypted, and without access lists."
  }
  assert {
    condition = (one(aws_s3_bucket_server_side_encryption_configuration.this["dromedary-invoices"].rule).apply_server_side_encryption_by_default[0].kms_master_key_id
    == "arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111")
    error_message = "A bucket with a key of its own is encrypted by it."
  }
  assert {
    condition = alltrue([for each in aws_s3_bucket_public_access_block.this :
      each.block_public_acls && each.block_public_policy && each.ignore_public_acls && each.restrict_public_buckets
    ])
    error_message = "Nothing is public."
  }
  assert {
    condition = alltrue([for key, each in aws_s3_bucket.this : anytrue([
      for statement in jsondecode(data.aws_iam_policy_document.bucket[key].json).Statement :
      statement.Effect == "Deny" && statement.Condition.Bool["aws:SecureTransport"] == "false"
      && toset(flatten([statement.Resource])) == toset(["arn:aws:s3:::${each.bucket}", "arn:aws:s3:::${each.bucket}/*"])
    ])])
    error_message = "Buckets refuse connections without TLS."
  }
  assert {
    condition = alltrue([for each in aws_s3_bucket_lifecycle_configuration.this :
      each.rule[0].abort_incomplete_multipart_upload[0].days_after_initiation == 1
      && each.rule[0].noncurrent_version_expiration[0].noncurrent_days == 30
      && each.rule[0].expiration[0].expired_object_delete_marker
    ])
    error_message = "Buckets tidy up: uploads after 1 day, old versions after 30, markers that hide nothing."
  }
  assert {
    condition = join(", ", [for rule in aws_s3_bucket_lifecycle_configuration.this["dromedary-health"].rule : join(" ", concat(
      [rule.filter[0].prefix, tostring(rule.expiration[0].days)],
      [for transition in rule.transition : "${transition.days} ${transition.storage_class}"],
    )) if rule.id != "tidy"]) == "analyzed/ 365 30 GLACIER_IR, processed/ 365 30 GLACIER_IR, raw/ 30, rejected/ 30"
    error_message = "What becomes of objects is the variable retention, for the prefixes that the bucket has."
  }
  assert {
    condition     = aws_s3_bucket_notification.this["dromedary-health"].eventbridge && !aws_s3_bucket_notification.this["dromedary-customers"].eventbridge
    error_message = "Buckets tell EventBridge where the plan says so."
  }
  assert {
    condition = alltrue([for each in aws_dynamodb_table.this :
      each.billing_mode == "PAY_PER_REQUEST" && each.point_in_time_recovery[0].enabled && each.deletion_protection_enabled
      && [for ttl in each.ttl : ttl.enabled] == [true]
    ])
    error_message = "Tables are on demand, recoverable, protected, and drop what has expired."
  }
  assert {
    condition = (aws_dynamodb_table.this["dromedary-health-analyses"].range_key == "analysis_timestamp"
      && [for index in aws_dynamodb_table.this["dromedary-health-analyses"].global_secondary_index : "${index.name} ${index.hash_key} ${index.range_key}"]
    == ["by-date analysis_date analysis_timestamp"])
    error_message = "Tables have the plan's keys and indexes."
  }
  assert {
    condition = (aws_sqs_queue.this["customers-messages.fifo"].name == "customers-messages-test.fifo"
      && aws_sqs_queue.this["customers-messages.fifo"].fifo_queue && aws_sqs_queue.dead_letters["customers-messages.fifo"].fifo_queue
    && aws_sqs_queue.this["customers-messages.fifo"].visibility_timeout_seconds == 180)
    error_message = "A FIFO queue has a FIFO dead-letter queue, and the plan's visibility timeout."
  }
  assert {
    condition = alltrue(concat(
      [for each in aws_sqs_queue.this : each.sqs_managed_sse_enabled],
      [for each in aws_sqs_queue.dead_letters : each.sqs_managed_sse_enabled],
      [for each in aws_kinesis_stream.this : each.encryption_type == "KMS"],
      [for each in aws_sns_topic.this : each.kms_master_key_id == "alias/aws/sns"],
    ))
    error_message = "Messages and records are encrypted."
  }
  assert {
    condition     = aws_cloudwatch_event_archive.this["health"].retention_days == 14
    error_message = "A bus of our own has an archive."
  }
  assert {
    condition = (toset(keys(aws_ssm_parameter.this)) == toset(["/dromedary/health/mail-key-test"])
    && toset(keys(aws_secretsmanager_secret.this)) == toset(["dromedary-health-token-test"]))
    error_message = "What must not be in the environment is a parameter or secret."
  }
  assert {
    condition = (aws_ssm_parameter.settings["/dromedary-test/mail-limit"].value == "50"
    && aws_ssm_parameter.settings["/dromedary-test/mail-limit"].type == "String")
    error_message = "A setting is a parameter with its default."
  }
  assert {
    condition     = alltrue([for each in aws_ssm_parameter.this : each.value_wo_version == 1])
    error_message = "A parameter's value stands in no state."
  }
  assert {
    condition     = alltrue([for each in aws_secretsmanager_secret.this : each.recovery_window_in_days == 30])
    error_message = "A secret that is deleted can be had back."
  }
  assert {
    condition     = aws_secretsmanager_secret.this["dromedary-health-token-test"].kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/token"
    error_message = "The key that a property names encrypts its secret."
  }
}
