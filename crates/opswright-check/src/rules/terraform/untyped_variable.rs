//! `untyped-variable`: a variable without a type.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "untyped-variable",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("untyped_variable.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for variable in file.blocks("variable") {
        if variable.body.attribute("type").is_none() {
            let message = format!(
                "the variable `{}` takes values of any type",
                variable.label(0)
            );
            report.find(variable.header, message).fix = Some(advice("say its type"));
        }
    }
}
