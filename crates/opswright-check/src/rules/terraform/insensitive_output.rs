//! `insensitive-output`: an output that shows a secret.

use opswright_diagnostic::{Confidence, Severity};
use opswright_diagnostic::{Safety, is_secret_name};
use opswright_hcl::edit;
use opswright_project::terraform::Terraform;

use super::secrets::is_about_secrets;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "insensitive-output",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("insensitive_output.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for output in file.blocks("output") {
        let name = output.label(0);
        let body = &output.body;
        let marked = body
            .value("sensitive")
            .is_some_and(|value| value.as_bool() != Some(false));
        let refers = body.value("value").is_some_and(|value| {
            value
                .path()
                .last()
                .is_some_and(|last| is_secret_name(last) && !is_about_secrets(last))
        });
        if marked || !refers || !is_secret_name(name) || is_about_secrets(name) {
            continue;
        }
        let edits = edit::append(report.text, output, "sensitive = true")
            .into_iter()
            .collect();
        let fix = report.fix("add `sensitive = true`", Safety::Unsafe, edits);
        report
            .find(
                output.header,
                format!("the output `{name}` shows a secret after every apply"),
            )
            .fix = Some(fix);
    }
}
