//! `wildcard-resource`: a policy that allows an action on every resource.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::policies::statements;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wildcard-resource",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("wildcard_resource.md"),
    run: &[Run::Terraform(run)],
};

/// Services and verbs that only read lists, or whose actions know no resource.
const HARMLESS: &[&str] = &[
    "ec2:describe",
    "cloudwatch:",
    "logs:describe",
    "logs:createloggroup",
    "sts:getcalleridentity",
    "ecr:getauthorizationtoken",
    "autoscaling:describe",
    "elasticloadbalancing:describe",
    "s3:listallmybuckets",
    "xray:",
    "ssmmessages:",
    "ec2messages:",
    "route53:list",
    "route53:getchange",
    "iam:list",
    "kms:list",
    "tag:",
    "ce:",
    "health:",
    "support:",
    "acm:list",
    "sns:list",
    "sqs:list",
    "ssm:describe",
    "cloudtrail:describe",
    "cloudtrail:lookup",
];

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for statement in statements(file, report.text) {
        // The resource of an attached policy is what it hangs on.
        let attached = !statement.principals.is_empty();
        let Some(range) = statement
            .any_resource()
            .filter(|_| !attached && !statement.conditional)
        else {
            continue;
        };
        let risky = statement.actions.iter().find(|action| {
            let action = action.text.to_ascii_lowercase();
            action != "*" && !HARMLESS.iter().any(|start| action.starts_with(start))
        });
        if let Some(action) = risky {
            let message = format!(
                "`{}` allows `{}` on every resource",
                statement.owner, action.text
            );
            report.find(range, message).fix =
                Some(advice("name the resources, or limit it by a condition"));
        }
    }
}
