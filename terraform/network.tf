# A VPC if the variable network asks for one: no way to the internet, endpoints of just the services that routes use.

locals {
  # Services of IAM actions and their interface endpoints. A new one is a line here, or in the variable network.
  # https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
  interface_endpoints = merge({
    athena         = "athena"
    bedrock        = "bedrock-runtime"
    cloudwatch     = "monitoring"
    comprehend     = "comprehend"
    events         = "events"
    firehose       = "kinesis-firehose"
    glue           = "glue"
    kinesis        = "kinesis-streams"
    kms            = "kms"
    lambda         = "lambda"
    logs           = "logs"
    secretsmanager = "secretsmanager"
    ses            = "email"
    sns            = "sns"
    sqs            = "sqs"
    ssm            = "ssm"
    states         = "states"
    textract       = "textract"
    translate      = "translate"
    xray           = "xray"
  }, try(var.network.endpoints, {}))
  # They cost nothing, so both are always there.
  gateway_endpoints = toset(["dynamodb", "s3"])

  used_actions     = distinct(flatten([for each in values(local.functions) : each.statements[*].actions]))
  used_services    = distinct([for action in local.used_actions : split(":", action)[0]])
  unknown_services = setsubtract(local.used_services, concat(keys(local.interface_endpoints), tolist(local.gateway_endpoints)))
  wanted_endpoints = var.network == null ? {} : merge(
    { for service, name in local.interface_endpoints : service => name if contains(local.used_services, service) },
    contains(local.used_actions, "states:StartSyncExecution") ? { states-sync = "sync-states" } : {},
  )

  zones = var.network == null ? [] : var.network.zones
  endpoint_zones = { for service in keys(local.wanted_endpoints) :
    service => [for zone in local.zones : zone if contains(data.aws_vpc_endpoint_service.interface[service].availability_zones, zone)]
  }

  function_network = var.network == null ? null : {
    subnet_ids         = [for zone in local.zones : aws_subnet.private[zone].id]
    security_group_ids = [aws_security_group.functions[0].id]
  }
}

resource "aws_vpc" "this" {
  count = var.network == null ? 0 : 1

  cidr_block           = var.network.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = local.name }

  lifecycle {
    precondition {
      condition     = length(local.unknown_services) == 0
      error_message = "The network has no way to ${join(", ", local.unknown_services)}, which routes call: name each service's endpoint in network.endpoints, such as { rekognition = \"rekognition\" }."
    }
  }
}

# The group that whatever names none would get lets nothing through.
resource "aws_default_security_group" "this" {
  count = var.network == null ? 0 : 1

  vpc_id = aws_vpc.this[0].id
}

resource "aws_subnet" "private" {
  for_each = { for index, zone in local.zones : zone => index }

  vpc_id            = aws_vpc.this[0].id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.network.cidr, 4, each.value)
  tags              = { Name = "${local.name}-${each.key}" }
}

resource "aws_route_table" "private" {
  count = var.network == null ? 0 : 1

  vpc_id = aws_vpc.this[0].id
  tags   = { Name = local.name }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[0].id
}

resource "aws_security_group" "functions" {
  # checkov:skip=CKV2_AWS_5: the functions are attached to it, in modules/function
  count = var.network == null ? 0 : 1

  name        = "${local.name}-functions"
  description = "Functions"
  vpc_id      = aws_vpc.this[0].id
  tags        = { Name = "${local.name}-functions" }
}

resource "aws_vpc_security_group_egress_rule" "functions" {
  count = var.network == null ? 0 : 1

  security_group_id = aws_security_group.functions[0].id
  description       = "HTTPS to the endpoints; there is no way to anywhere else"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group" "endpoints" {
  count = var.network == null ? 0 : 1

  name        = "${local.name}-endpoints"
  description = "Endpoints of AWS services"
  vpc_id      = aws_vpc.this[0].id
  tags        = { Name = "${local.name}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  count = var.network == null ? 0 : 1

  security_group_id            = aws_security_group.endpoints[0].id
  description                  = "HTTPS from the functions"
  referenced_security_group_id = aws_security_group.functions[0].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "gateway" {
  for_each = var.network == null ? toset([]) : local.gateway_endpoints

  vpc_id            = aws_vpc.this[0].id
  service_name      = "com.amazonaws.${local.region}.${each.value}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private[0].id]
  tags              = { Name = "${local.name}-${each.value}" }
}

# Not every service is in every zone of a region; a function reaches those of another zone, too.
data "aws_vpc_endpoint_service" "interface" {
  for_each = local.wanted_endpoints

  service_name = "com.amazonaws.${local.region}.${each.value}"
  service_type = "Interface"
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.wanted_endpoints

  vpc_id              = aws_vpc.this[0].id
  service_name        = "com.amazonaws.${local.region}.${each.value}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for zone in local.endpoint_zones[each.key] : aws_subnet.private[zone].id]
  security_group_ids  = [aws_security_group.endpoints[0].id]
  tags                = { Name = "${local.name}-${each.value}" }

  lifecycle {
    precondition {
      condition     = length(local.endpoint_zones[each.key]) > 0
      error_message = "${each.value} is in none of the network's zones, but in ${join(", ", data.aws_vpc_endpoint_service.interface[each.key].availability_zones)}: add one of them."
    }
  }
}
