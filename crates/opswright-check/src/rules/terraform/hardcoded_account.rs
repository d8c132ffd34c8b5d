//! `hardcoded-account`: an account that is written out.

use opswright_diagnostic::{Confidence, Severity};
use opswright_hcl::{ExpressionKind, Part};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "hardcoded-account",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("hardcoded_account.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for block in file.resources.iter().chain(&file.data) {
        let mut found = None;
        block.block.body.walk(&mut |expression| {
            let ExpressionKind::Text(parts) = &expression.kind else {
                return;
            };
            let literal = parts
                .iter()
                .any(|part| matches!(part, Part::Literal { text, .. } if holds_account(text)));
            if literal && found.is_none() {
                found = Some(expression.range);
            }
        });
        if let Some(range) = found {
            let message = format!("`{}` names an account by its number", block.address());
            report.find(range, message).fix = Some(advice(
                "take it from `data.aws_caller_identity`, or from a variable",
            ));
        }
    }
}

/// An ARN with twelve digits between its colons.
fn holds_account(text: &str) -> bool {
    text.starts_with("arn:")
        && text.split(':').nth(4).is_some_and(|account| {
            account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())
        })
}
