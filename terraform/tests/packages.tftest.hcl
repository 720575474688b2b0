# Functions that write Parquet, or run queries, run from zips of their own. Nothing is made: all runs are plans, and no account is asked.

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
  plan_file    = "tests/fixtures/plan-with-parquet.json"
  function_zip = "tests/fixtures/function.zip"
  parquet_zip  = "tests/fixtures/function-parquet.zip"
  duckdb_zip   = "tests/fixtures/function-duckdb.zip"
  environment  = "test"
}

run "one_function_writes_parquet" {
  command = plan

  assert {
    condition = (module.function["api-export"].function.s3_key == "functions/${filesha256(var.parquet_zip)}.zip"
    && module.function["api-export"].function.source_code_hash == filebase64sha256(var.parquet_zip))
    error_message = "It runs from the zip with Parquet."
  }
  assert {
    condition     = module.function["api-hello"].function.s3_key == "functions/${filesha256(var.function_zip)}.zip"
    error_message = "The other one does not."
  }
  assert {
    condition     = module.function["api-query"].function.s3_key == "functions/${filesha256(var.duckdb_zip)}.zip"
    error_message = "The one that runs queries runs from the zip with DuckDB."
  }
  assert {
    condition     = { for package, object in aws_s3_object.code : package => object.source } == { function = var.function_zip, parquet = var.parquet_zip, duckdb = var.duckdb_zip }
    error_message = "All zips are uploaded."
  }
}

run "no_function_writes_parquet" {
  command = plan

  variables {
    plan_file   = "tests/fixtures/plan-with-bare-route.json"
    parquet_zip = "there-is-none.zip"
    duckdb_zip  = "there-is-none.zip"
  }

  assert {
    condition     = keys(aws_s3_object.code) == ["function"]
    error_message = "The zips with Parquet and DuckDB are not even read."
  }
}

run "the_zip_is_not_named" {
  command = plan

  variables {
    parquet_zip = null
  }

  expect_failures = [var.parquet_zip]
}

run "the_zip_with_duckdb_is_not_named" {
  command = plan

  variables {
    duckdb_zip = null
  }

  expect_failures = [var.duckdb_zip]
}
