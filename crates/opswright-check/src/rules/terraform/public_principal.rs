//! `public-principal`: a policy that lets anyone in.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::policies::statements;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "public-principal",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("public_principal.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for statement in statements(file, report.text) {
        let Some(range) = statement.any_principal().filter(|_| !statement.conditional) else {
            continue;
        };
        let message = format!("`{}` lets anyone in the world in", statement.owner);
        report.find(range, message).fix =
            Some(advice("name the accounts or roles, or add a condition"));
    }
}
