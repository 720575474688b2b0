# The plan leaves out what is empty: of a route without a description that asks nothing of AWS, both the description and
# the statements. The plan is that of a single lambda-http route which sets its body to a constant.

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
  plan_file    = "tests/fixtures/plan-with-bare-route.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "what_is_empty_is_left_out" {
  command = plan

  assert {
    condition = (module.function["api-hello"].function.function_name == "api-hello-test"
    && module.function["api-hello"].function.description == "")
    error_message = "A function without a description."
  }
  assert {
    condition     = length(try(jsondecode(module.function["api-hello"].policies.route).Statement, [])) == 0
    error_message = "A role that allows nothing of the route's own."
  }
  assert {
    condition     = contains(keys(local.alarms), "api-hello-errors") && !contains(keys(local.alarms), "api-hello-model-cost")
    error_message = "Its alarms, but for the cost of a model that it doesn't ask."
  }
}
