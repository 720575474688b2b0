# GitHub Actions: no keys (the account's provider of its tokens: modules/account), but tokens that name repository, event, branch and environment. `plan` is a pull request's,
# `preview` plans what the branch will bring, `apply` carries that out once the environment's reviewers agree.

locals {
  github_host = "token.actions.githubusercontent.com"
  github_roles = var.github == null ? {} : {
    plan    = "repo:${var.github.repository}:pull_request"
    preview = "repo:${var.github.repository}:ref:refs/heads/${var.github.branch}"
    apply   = "repo:${var.github.repository}:environment:${var.environment}"
  }
}

data "aws_iam_policy_document" "github_trust" {
  # checkov:skip=CKV_AWS_358: sub is one whole claim, repository and event or environment; checkov can't read it from for_each
  for_each = local.github_roles

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:${local.partition}:iam::${local.account}:oidc-provider/${local.github_host}"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.github_host}:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.github_host}:sub"
      values   = [each.value]
    }
  }
}

resource "aws_iam_role" "github" {
  for_each = local.github_roles

  name               = "${local.global_name}-github-${each.key}"
  path               = local.deploy_path
  assume_role_policy = data.aws_iam_policy_document.github_trust[each.key].json
}

resource "aws_iam_role_policy" "github" {
  for_each = local.github_roles

  name = each.key
  role = aws_iam_role.github[each.key].name
  # A pull request's code is nobody's yet: it compares with the state alone (-refresh=false), and reads nothing else.
  policy = {
    plan    = one(data.aws_iam_policy_document.state[*].json)
    preview = one(data.aws_iam_policy_document.plan[*].json)
    apply   = data.aws_iam_policy_document.apply.json
  }[each.key]
}

resource "aws_iam_role_policy_attachment" "github" {
  for_each = { for role, policy in { preview = "ReadOnlyAccess", apply = "PowerUserAccess" } : role => policy if can(local.github_roles[role]) }

  role       = aws_iam_role.github[each.key].name
  policy_arn = "${local.managed_policies}${each.value}"
}
