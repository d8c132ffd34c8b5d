//! `undocumented-variable`: a variable without a description.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undocumented-variable",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("undocumented_variable.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for block in file.blocks("variable") {
        let described = block
            .body
            .value("description")
            .is_some_and(|text| text.as_str() != Some(""));
        if !described {
            let message = format!("the variable `{}` has no description", block.label(0));
            report.find(block.header, message).fix =
                Some(advice("say in a sentence what it is for"));
        }
    }
}
