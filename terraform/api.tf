# One HTTP API for all endpoints of the plan.

locals {
  authorizations = { iam = "AWS_IAM", jwt = "JWT", none = "NONE" }
  tokens         = anytrue([for each in values(local.endpoints) : each.authorization == "jwt"])
  origins        = distinct(flatten([for each in values(local.endpoints) : try(each.cors, [])]))
  endpoint_triggers = { for key, each in local.endpoints : key => {
    function      = each.function
    api           = aws_apigatewayv2_api.this[0].id
    route         = "${each.method} ${each.path}"
    authorization = local.authorizations[each.authorization]
    authorizer    = each.authorization == "jwt" ? aws_apigatewayv2_authorizer.jwt[0].id : null
    arn           = "${aws_apigatewayv2_api.this[0].execution_arn}/*/${each.method}${replace(each.path, "/{[^}]*}/", "*")}"
  } }
  methods = distinct([for each in values(local.endpoints) : each.method if length(try(each.cors, [])) > 0])
}

resource "aws_apigatewayv2_api" "this" {
  count = length(local.endpoints) == 0 ? 0 : 1

  name          = local.name
  description   = "Endpoints of the routes with lambda-http"
  protocol_type = "HTTP"

  # The gateway answers what browsers ask before a request. It knows one answer for all endpoints.
  dynamic "cors_configuration" {
    for_each = length(local.origins) == 0 ? [] : [1]
    content {
      allow_origins = contains(local.origins, "*") ? ["*"] : local.origins
      allow_methods = local.methods
      allow_headers = ["authorization", "content-type", "idempotency-key", "x-amz-date", "x-amz-security-token"]
      max_age       = 3600
    }
  }

  lifecycle {
    precondition {
      condition     = !local.tokens || var.jwt != null
      error_message = "A route has authorization=jwt: say in the variable jwt who issues the tokens and for whom."
    }
    precondition {
      condition = alltrue([for each in values(local.endpoints) :
        toset(try(each.cors, [])) == toset(local.origins) || (length(try(each.cors, [])) == 0 && each.authorization != "none")
      ])
      error_message = "The gateway has one answer on origins for all endpoints: give the lambda-http routes with the option cors, and those with authorization=none, the same origins."
    }
  }
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  count = local.tokens ? 1 : 0

  api_id           = aws_apigatewayv2_api.this[0].id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = try(var.jwt.issuer, null)
    audience = try(var.jwt.audience, null)
  }
}

resource "aws_apigatewayv2_stage" "this" {
  count = length(local.endpoints) == 0 ? 0 : 1

  api_id      = aws_apigatewayv2_api.this[0].id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_rate_limit    = var.api_throttle.rate
    throttling_burst_limit   = var.api_throttle.burst
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api[0].arn
    format = jsonencode({
      time      = "$context.requestTime"
      requestId = "$context.requestId"
      route     = "$context.routeKey"
      status    = "$context.status"
      bytes     = "$context.responseLength"
      latency   = "$context.responseLatency"
      source    = "$context.identity.sourceIp"
      error     = "$context.integrationErrorMessage"
    })
  }
}

resource "aws_cloudwatch_log_group" "api" {
  # checkov:skip=CKV_AWS_158: encrypted by AWS's key unless kms_key_arn names one
  # checkov:skip=CKV_AWS_338: how long logs are kept is the variable log_retention_days
  count = length(local.endpoints) == 0 ? 0 : 1

  name              = "/aws/apigateway/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

