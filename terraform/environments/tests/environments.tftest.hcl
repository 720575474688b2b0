# The example root, with the plan of the routes as they are: an environment each for development and production.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = module.dromedary.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.dromedary.data.aws_default_tags.current
  values = { tags = { environment = "dev" } }
}

variables {
  environment    = "dev"
  region         = "eu-central-1"
  monthly_budget = 25
}

run "defaults_are_the_module_s" {
  command = plan

  assert {
    condition     = length(output.deployed.functions) > 0 && contains(output.deployed.names.dashboards, "dromedary-dev-eu-central-1")
    error_message = "What is left out has the module's default."
  }
  assert {
    condition     = length(module.codepipeline) == 0
    error_message = "CodePipeline is there only where it is asked for."
  }
}

# .ci/terraform writes a plan of this environment.
run "its_own_plan" {
  command = plan

  variables {
    environment = "own"
  }

  override_data {
    target = module.dromedary.data.aws_default_tags.current
    values = { tags = { environment = "own" } }
  }

  assert {
    condition     = jsondecode(file(local.plan_file)).environment == "own"
    error_message = "An environment with settings of its own is made from its own plan."
  }
}

run "codepipeline" {
  command = plan

  variables {
    state        = { bucket = "state", key = "dromedary/dev.tfstate" }
    codepipeline = { connection_arn = "arn:aws:codeconnections:eu-central-1:123456789012:connection/0", name = "someone/dromedary" }
  }

  assert {
    condition     = length(module.codepipeline) == 1
    error_message = "CodePipeline carries out this very deployment."
  }
}

run "codepipeline_without_a_state" {
  command = plan

  variables {
    codepipeline = { connection_arn = "arn:aws:codeconnections:eu-central-1:123456789012:connection/0", name = "someone/dromedary" }
  }

  expect_failures = [var.codepipeline]
}
