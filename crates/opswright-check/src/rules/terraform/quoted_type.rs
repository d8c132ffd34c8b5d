//! `quoted-type`: a type in quotes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "quoted-type",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("quoted_type.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for variable in file.blocks("variable") {
        let Some(value) = variable.body.value("type") else {
            continue;
        };
        let bare = match value.as_str() {
            Some("string") => "string",
            Some("list") => "list(string)",
            Some("map") => "map(string)",
            _ => continue,
        };
        let fix = report.fix(
            format!("write `{bare}`"),
            Safety::Safe,
            vec![replace(value.range, bare)],
        );
        report
            .find(
                value.range,
                format!("the type of `{}` is written as a text", variable.label(0)),
            )
            .fix = Some(fix);
    }
}
