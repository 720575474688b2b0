# A workflow of the plan is a state machine with its role, its log group and its alarms, and no function.

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
  plan_file    = "tests/fixtures/plan-with-workflow.json"
  function_zip = "tests/fixtures/function.zip"
  environment  = "test"
}

run "a_workflow" {
  command = plan

  assert {
    condition = (toset(keys(aws_sfn_state_machine.this)) == toset(["flow-each", "flow-run"])
    && toset(keys(module.function)) == toset(["flow-ingest", "flow-score"]))
    error_message = "Workflows are state machines, and all else is functions."
  }
  assert {
    condition = (aws_sfn_state_machine.this["flow-run"].name == "flow-run-test"
      && aws_sfn_state_machine.this["flow-run"].type == "STANDARD"
      && aws_sfn_state_machine.this["flow-run"].tracing_configuration[0].enabled
      && aws_sfn_state_machine.this["flow-run"].logging_configuration[0].level == "ERROR"
      && aws_sfn_state_machine.this["flow-run"].logging_configuration[0].include_execution_data == false
    && aws_cloudwatch_log_group.workflow["flow-run"].name == "/aws/vendedlogs/states/flow-run-test")
    error_message = "It is traced, and its failures are logged without data."
  }
  assert {
    condition = (jsondecode(aws_sfn_state_machine.this["flow-run"].definition).States["flow-ingest"].Arguments.FunctionName
    == "arn:aws:lambda:eu-central-1:123456789012:function:flow-ingest-test:live")
    error_message = "Its definition names the functions' aliases."
  }
  assert {
    condition = ([for each in jsondecode(data.aws_iam_policy_document.workflow["flow-run"].json).Statement : each.Resource if each.Action == "lambda:InvokeFunction"][0]
      == ["arn:aws:lambda:eu-central-1:123456789012:function:flow-score-test:live", "arn:aws:lambda:eu-central-1:123456789012:function:flow-ingest-test:live"]
      && one([for each in jsondecode(data.aws_iam_policy_document.workflow["flow-each"].json).Statement : each.Resource if each.Action == "states:StartExecution"])
    == "arn:aws:states:eu-central-1:123456789012:stateMachine:flow-each-test")
    error_message = "It may call just the routes that it names; one that splits, itself."
  }
  assert {
    condition = (one(jsondecode(data.aws_iam_policy_document.workflow_trust["flow-run"].json).Statement).Condition.ArnEquals["aws:SourceArn"]
      == "arn:aws:states:eu-central-1:123456789012:stateMachine:flow-run-test"
    && aws_iam_role.workflow["flow-run"].name == "flow-run-test-workflow-eu-central-1")
    error_message = "Nothing but the state machine takes its role."
  }
  assert {
    condition = (join(" ", output.alarms["flow-run"]) == join(" ", ["flow-run-failed-test", "flow-run-throttled-test", "flow-run-timed-out-test"])
    && strcontains(aws_cloudwatch_metric_alarm.this["flow-run-failed"].alarm_description, "routes/flow/run.camel.yaml"))
    error_message = "Its alarms."
  }
  assert {
    condition = (length(aws_sfn_state_machine.this["flow-run"].encryption_configuration) == 0
      && aws_cloudwatch_log_group.workflow["flow-run"].kms_key_id == null
    && !strcontains(data.aws_iam_policy_document.workflow["flow-run"].json, "kms:"))
    error_message = "It is encrypted by AWS's own key unless one is named."
  }
}

run "a_workflow_with_a_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/k-1"
  }

  assert {
    condition = (one(aws_sfn_state_machine.this["flow-run"].encryption_configuration).kms_key_id == var.kms_key_arn
      && one(aws_sfn_state_machine.this["flow-run"].encryption_configuration).type == "CUSTOMER_MANAGED_KMS_KEY"
    && aws_cloudwatch_log_group.workflow["flow-run"].kms_key_id == var.kms_key_arn)
    error_message = "The state machine and its logs are encrypted by the key."
  }
  assert {
    condition = ([for each in jsondecode(data.aws_iam_policy_document.workflow["flow-run"].json).Statement : each.Condition.StringEquals if each.Resource == var.kms_key_arn]
      == [
        { "kms:EncryptionContext:aws:states:stateMachineArn" = "arn:aws:states:eu-central-1:123456789012:stateMachine:flow-run-test" },
        { "kms:EncryptionContext:SourceArn" = "arn:aws:logs:eu-central-1:123456789012:*" },
    ])
    error_message = "Its role may use the key for its own executions and logs, and for nothing else."
  }
  assert {
    condition     = strcontains(output.key_policy, "delivery.logs.amazonaws.com")
    error_message = "Who brings its logs may decrypt."
  }
}
