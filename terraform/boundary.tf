# The most that any role of this environment may be given. A deployment makes roles and gives them permissions; without this
# boundary, which it has to put on each and can't change, it could make itself an administrator.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html

locals {
  # Of names, which are known before anything exists, yet whatever uses it is made after it.
  boundary_arn = "arn:${local.partition}:iam::${local.account}:policy${aws_iam_policy.boundary.path}${aws_iam_policy.boundary.name}"

  # Services whose data functions, schedules and flow logs work with. Nothing that gives permissions or assumes roles.
  data_services = [
    "athena", "bedrock", "dynamodb", "ec2", "events", "firehose", "glue", "kinesis", "kms", "lambda", "logs", "s3", "secretsmanager",
    "ses", "sns", "sqs", "ssm", "states", "textract", "translate", "comprehend", "xray", "cloudwatch",
  ]
}

data "aws_iam_policy_document" "boundary" {
  # checkov:skip=CKV_AWS_107: a boundary grants nothing; what a role may do is what its own policy says besides
  # checkov:skip=CKV_AWS_108: a boundary grants nothing
  # checkov:skip=CKV_AWS_109: a boundary grants nothing
  # checkov:skip=CKV_AWS_111: a boundary grants nothing
  # checkov:skip=CKV_AWS_356: a boundary grants nothing
  statement {
    sid       = "Data"
    actions   = [for service in local.data_services : "${service}:*"]
    resources = ["*"]
  }
  # Code, and who may run or read it, changes by deployment only.
  statement {
    sid    = "NoPermissions"
    effect = "Deny"
    actions = [
      "dynamodb:PutResourcePolicy",
      "kms:CreateGrant",
      "kms:PutKeyPolicy",
      "lambda:AddPermission",
      "lambda:CreateFunction",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
      "s3:PutBucketPolicy",
      "secretsmanager:PutResourcePolicy",
      "sns:AddPermission",
      "sqs:AddPermission",
      "sqs:SetQueueAttributes",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "boundary" {
  name        = "${local.global_name}-boundary"
  path        = local.deploy_path
  description = "The most that a role of ${local.name} may be given"
  policy      = data.aws_iam_policy_document.boundary.json
}
