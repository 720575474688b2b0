# What pipelines write, as tables. Nothing is made: all runs are plans, and no account is asked.

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
  plan_file    = "tests/fixtures/plan-with-catalog.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "tables" {
  command = plan

  assert {
    condition     = { for pipeline, each in aws_glue_catalog_database.this : pipeline => each.name } == { health = "health_test", orders = "orders_test" }
    error_message = "A database for each pipeline that has tables."
  }
  assert {
    condition     = toset(keys(aws_glue_catalog_table.this)) == toset(["health.analyzed", "health.processed", "orders.lines", "orders.silver"])
    error_message = "The plan's tables."
  }
  assert {
    condition = (aws_glue_catalog_table.this["orders.silver"].storage_descriptor[0].location == "s3://dromedary-orders-test-123456789012-eu-central-1/silver/"
      && aws_glue_catalog_table.this["orders.silver"].parameters["storage.location.template"]
      == "s3://dromedary-orders-test-123456789012-eu-central-1/silver/country=$${country}/day=$${day}/"
      && aws_glue_catalog_table.this["orders.silver"].parameters["projection.country.values"] == "DE,FR"
    && aws_glue_catalog_table.this["orders.silver"].parameters["classification"] == "parquet")
    error_message = "Partitions are worked out by Athena, below the real bucket."
  }
  assert {
    condition = ([for each in aws_glue_catalog_table.this["orders.silver"].partition_keys : each.name] == ["country", "day"]
    && [for each in aws_glue_catalog_table.this["orders.silver"].storage_descriptor[0].columns : "${each.name} ${each.type}"] == ["order_id bigint", "price decimal(18,2)"])
    error_message = "Columns in objects and in keys."
  }
  assert {
    condition = (aws_glue_catalog_table.this["health.processed"].parameters["skip.header.line.count"] == "1"
    && aws_glue_catalog_table.this["health.processed"].storage_descriptor[0].ser_de_info[0].serialization_library == "org.apache.hadoop.hive.serde2.OpenCSVSerde")
    error_message = "The header of CSV is no row, and quotes are known."
  }
  assert {
    condition     = endswith(aws_glue_catalog_table.this["health.analyzed"].storage_descriptor[0].ser_de_info[0].serialization_library, "IonHiveSerDe")
    error_message = "A document has several lines."
  }
}

run "workgroups" {
  command = plan

  assert {
    condition     = { for pipeline, each in aws_athena_workgroup.this : pipeline => each.name } == { health = "dromedary-health-test", orders = "dromedary-orders-test" }
    error_message = "A workgroup for each pipeline."
  }
  assert {
    condition = alltrue([for each in aws_athena_workgroup.this :
      each.configuration[0].enforce_workgroup_configuration
      && each.configuration[0].result_configuration[0].encryption_configuration[0].encryption_option == "SSE_S3"
    ]) && aws_athena_workgroup.this["orders"].configuration[0].bytes_scanned_cutoff_per_query == 20000000
    error_message = "No query reads more than it may, nor writes elsewhere or in the clear."
  }
  assert {
    condition     = aws_athena_workgroup.this["orders"].configuration[0].result_configuration[0].output_location == "s3://dromedary-orders-test-123456789012-eu-central-1/athena-results/"
    error_message = "Results are in the pipeline's bucket."
  }
  assert {
    condition = anytrue([for rule in aws_s3_bucket_lifecycle_configuration.this["dromedary-orders"].rule :
      rule.id == "athena-results" && rule.expiration[0].days == 7
    ])
    error_message = "Results go after a week."
  }
  assert {
    condition     = aws_athena_named_query.this["orders.silver"].query == "SELECT * FROM \"silver\" WHERE country = 'DE' AND day = '01' LIMIT 100"
    error_message = "A query to begin with."
  }
}

run "a_second_project" {
  command = plan

  variables {
    prefix      = "claims-"
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111"
  }

  assert {
    condition = (aws_glue_catalog_database.this["orders"].name == "orders_claims_test"
    && aws_athena_workgroup.this["orders"].name == "claims-dromedary-orders-test")
    error_message = "Names of databases have no hyphens."
  }
  assert {
    condition     = aws_athena_workgroup.this["orders"].configuration[0].result_configuration[0].encryption_configuration[0].kms_key_arn == var.kms_key_arn
    error_message = "Results are encrypted as the buckets are."
  }
}
