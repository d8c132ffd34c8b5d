//! `insensitive-variable`: a variable for a secret that is not marked sensitive.

use opswright_diagnostic::{Confidence, Severity};
use opswright_diagnostic::{Safety, is_secret_name};
use opswright_hcl::edit;
use opswright_project::terraform::Terraform;

use super::secrets::is_about_secrets;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "insensitive-variable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("insensitive_variable.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for variable in file.blocks("variable") {
        let name = variable.label(0);
        if !is_secret_name(name) || is_about_secrets(name) {
            continue;
        }
        let body = &variable.body;
        let marked = ["sensitive", "ephemeral"].iter().any(|mark| {
            body.value(mark)
                .is_some_and(|value| value.as_bool() != Some(false))
        });
        // A switch, a number or a list of settings is no secret.
        let kind = body.value("type");
        let text =
            kind.is_none_or(|kind| kind.path() == ["string"] || kind.as_str() == Some("string"));
        let default_is_no_text = body.value("default").is_some_and(|value| {
            value.as_bool().is_some() || value.entries().is_some() || value.items().is_some()
        });
        if marked || !text || default_is_no_text {
            continue;
        }
        let edits = edit::append(report.text, variable, "sensitive = true")
            .into_iter()
            .collect();
        let fix = report.fix("add `sensitive = true`", Safety::Unsafe, edits);
        report
            .find(
                variable.header,
                format!(
                    "the value of `{name}` is shown in plans and logs: it is not marked sensitive"
                ),
            )
            .fix = Some(fix);
    }
}
