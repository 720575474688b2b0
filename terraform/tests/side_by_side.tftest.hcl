# Two environments, two projects and two regions in one account: what one has, no other has.

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
  plan_file      = "tests/fixtures/plan.json"
  function_zip   = "tests/fixtures/function.zip"
  environment    = "dev"
  monthly_budget = 10
  network        = { cidr = "10.20.0.0/16", zones = ["eu-central-1a", "eu-central-1b"] }
  state          = { bucket = "state", key = "dromedary/dev.tfstate" }
  github         = { repository = "someone/dromedary" }
  traffic_shift  = { way = "canary" }
}

override_data {
  target = data.aws_lambda_functions.existing
  values = { function_names = [] }
}

override_data {
  target = data.aws_vpc_endpoint_service.interface
  values = { availability_zones = ["eu-central-1a", "eu-central-1b"] }
}

override_data {
  target = data.aws_default_tags.current
  values = { tags = { environment = "dev" } }
}

run "dev" {
  command = plan

  assert {
    condition     = alltrue([for kind, names in output.names : length(names) > 0 && length(names) == length(distinct(names))])
    error_message = "The plan of the tests has all kinds of names."
  }
}

run "prod" {
  command = plan

  variables {
    environment = "prod"
  }

  override_data {
    target = data.aws_default_tags.current
    values = { tags = { environment = "prod" } }
  }

  assert {
    condition     = length(setintersection(flatten(values(run.dev.names)), flatten(values(output.names)))) == 0
    error_message = "Two environments share: ${join(", ", setintersection(flatten(values(run.dev.names)), flatten(values(output.names))))}"
  }
  assert {
    condition = alltrue([for each in module.function :
      each.function.environment[0].variables["DROMEDARY_ENVIRONMENT"] == "prod"
    ])
    error_message = "A function knows its environment, by which its metrics are told apart."
  }
  # A rule on the bus of all environments names the bucket of its own.
  assert {
    condition = alltrue([for each in concat(values(aws_cloudwatch_event_rule.this), values(aws_cloudwatch_event_rule.failed_records)) :
      contains(run.dev.names.buses, coalesce(each.event_bus_name, "default")) == false
      && (coalesce(each.event_bus_name, "default") != "default"
      || can(regex("-prod-123456789012-eu-central-1$", join(" ", jsondecode(each.event_pattern).detail.bucket.name))))
    ])
    error_message = "No event of another environment starts a function of this one."
  }
}

run "another_project" {
  command = plan

  variables {
    prefix = "claims-"
  }

  override_data {
    target = data.aws_default_tags.current
    values = { tags = { environment = "claims-dev" } }
  }

  assert {
    condition     = length(setintersection(flatten(values(run.dev.names)), flatten(values(output.names)))) == 0
    error_message = "Two projects share: ${join(", ", setintersection(flatten(values(run.dev.names)), flatten(values(output.names))))}"
  }
  assert {
    condition = (module.function["health-ingest"].function.function_name == "claims-health-ingest-dev"
      && module.function["health-ingest"].function.environment[0].variables["HEALTH_BUCKET"] == "claims-dromedary-health-dev-123456789012-eu-central-1"
      && module.function["health-ingest"].function.environment[0].variables["DROMEDARY_ENVIRONMENT"] == "claims-dev"
      && strcontains(module.function["health-ingest"].policies.route, "arn:aws:s3:::claims-dromedary-health-dev-123456789012-eu-central-1/raw/*")
    && join(" ", jsondecode(aws_cloudwatch_event_rule.this["health-ingest"].event_pattern).detail.bucket.name) == "claims-dromedary-health-dev-123456789012-eu-central-1")
    error_message = "The prefix is wherever a name is: in environments, permissions and patterns, too."
  }
}

run "another_region" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { region = "ap-southeast-1" }
  }

  assert {
    condition = alltrue([for kind in ["roles", "policies", "buckets", "budgets", "dashboards"] :
      length(setintersection(run.dev.names[kind], output.names[kind])) == 0
    ])
    error_message = "What a region does not keep to itself has the region in its name."
  }
  assert {
    condition     = module.function["health-analyze"].function.environment[0].variables["HEALTH_MODEL_ID"] == "apac.amazon.nova-lite-v1:0"
    error_message = "The model's inference profile follows the region."
  }
}

run "a_name_that_is_too_long" {
  command = plan

  variables {
    plan_file = "tests/fixtures/plan-with-long-name.json"
    prefix    = "insurance-"
    network   = null
  }

  override_data {
    target = data.aws_default_tags.current
    values = { tags = { environment = "insurance-dev" } }
  }

  expect_failures = [aws_s3_bucket.this]
}

run "a_new_account" {
  command = plan

  variables {
    memory_limit        = 512
    reserve_concurrency = false
  }

  assert {
    condition = alltrue([for each in module.function :
      each.function.memory_size <= 512 && each.function.reserved_concurrent_executions == -1
    ])
    error_message = "A new account has little memory, and no concurrency to reserve."
  }
}
