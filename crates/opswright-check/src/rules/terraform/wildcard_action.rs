//! `wildcard-action`: a policy that allows every action.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::policies::statements;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wildcard-action",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("wildcard_action.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for statement in statements(file, report.text) {
        // The policy of a key or a bucket says who, and is held by where it hangs.
        let by_itself = statement.principals.is_empty();
        let identities = statement
            .actions
            .iter()
            .find(|action| action.text == "iam:*" && statement.any_resource().is_some());
        let range = statement
            .any_action()
            .or(identities.map(|action| action.range));
        let Some(range) = range.filter(|_| by_itself) else {
            continue;
        };
        let reach = if statement.any_action().is_none() {
            "every action on users and roles, and so everything"
        } else if statement.any_resource().is_some() {
            "everything on everything"
        } else {
            "every action"
        };
        let message = format!("`{}` allows {reach}", statement.owner);
        report.find(range, message).fix = Some(advice("name the actions that are used"));
    }
}
