//! `name-with-dash`: a name that is not in lower case with underscores.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "name-with-dash",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("name_with_dash.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for block in file.body.blocks() {
        let label = match block.kind.text.as_str() {
            "resource" | "data" | "ephemeral" => block.labels.get(1),
            "variable" | "output" | "module" | "check" => block.labels.first(),
            _ => None,
        };
        let bad = label.filter(|label| {
            label
                .text
                .bytes()
                .any(|byte| byte == b'-' || byte.is_ascii_uppercase())
        });
        if let Some(label) = bad {
            let message = format!(
                "the name `{}` is not in lower case with underscores",
                label.text
            );
            report.find(label.range, message).fix = Some(advice("rename it, with a `moved` block"));
        }
    }
    for locals in file.blocks("locals") {
        for attribute in locals.body.attributes() {
            if attribute
                .name
                .text
                .bytes()
                .any(|byte| byte == b'-' || byte.is_ascii_uppercase())
            {
                let message = format!(
                    "the name `{}` is not in lower case with underscores",
                    attribute.name.text
                );
                report.find(attribute.name.range, message).fix = Some(advice("rename it"));
            }
        }
    }
}
