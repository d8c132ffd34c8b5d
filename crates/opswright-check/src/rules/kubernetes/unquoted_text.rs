//! `unquoted-text`: a number or a truth value where text has to stand.

use opswright_diagnostic::{Confidence, Safety, Severity};

use super::schema_fault::What;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-text",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unquoted_text.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for fault in file.schema_faults() {
        let What::Unquoted { field } = &fault.what else {
            continue;
        };
        let (range, text) = (fault.node.range(), fault.node.as_str().unwrap_or(""));
        let edits = if fault.node.alias().is_some() {
            Vec::new()
        } else {
            vec![replace(range, format!("\"{text}\""))]
        };
        let fix = report.fix("put it into quotes", Safety::Safe, edits);
        report
            .find(
                range,
                format!(
                    "the value of `{field}` has to be text, and `{text}` is none without quotes"
                ),
            )
            .fix = Some(fix);
    }
}
