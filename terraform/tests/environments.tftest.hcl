# An environment with settings of its own has a plan of its own, which no other one takes. The plans are those of a single route.

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
  plan_file    = "tests/fixtures/plan-of-prod.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "prod"
  thresholds   = { duration_share = 0.9 }
}

run "its_own" {
  command = plan

  assert {
    condition     = module.function["api-hello"].function.function_name == "api-hello-prod"
    error_message = "The environment that the plan is for takes it."
  }
  assert {
    condition     = local.alarms["api-hello-duration"].threshold == 14500
    error_message = "A threshold of the pipeline's properties wins over the variable's."
  }
}

run "its_own_with_a_prefix" {
  command = plan

  variables {
    prefix = "claims-"
  }

  assert {
    condition     = module.function["api-hello"].function.function_name == "claims-api-hello-prod"
    error_message = "A prefix is no other environment."
  }
}

run "refuses_that_of_another" {
  command = plan

  variables {
    environment = "dev"
  }

  expect_failures = [var.environment]
}

run "that_of_the_others" {
  command = plan

  variables {
    plan_file   = "tests/fixtures/plan-for-others.json"
    environment = "dev"
  }

  assert {
    condition     = local.alarms["api-hello-duration"].threshold == 26100
    error_message = "What has no settings of its own takes the plan of all, with the variable's thresholds."
  }
}

run "refuses_that_of_the_others" {
  command = plan

  variables {
    plan_file = "tests/fixtures/plan-for-others.json"
  }

  expect_failures = [var.environment]
}
