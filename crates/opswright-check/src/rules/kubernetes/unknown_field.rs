//! `unknown-field`: a field that the kind does not have.

use opswright_diagnostic::{Confidence, Safety, Severity};

use super::schema_fault::What;
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-field",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unknown_field.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for fault in file.schema_faults() {
        let What::Unknown {
            kind,
            close,
            elsewhere,
        } = &fault.what
        else {
            continue;
        };
        let name = fault.node.as_str().unwrap_or("");
        let kind = kind.split('_').next().unwrap_or(kind);
        let message = format!("`{name}` is no field of {kind}");
        let range = fault.node.range();
        let fix = match (elsewhere, close) {
            (Some(place), _) => advice(format!("move it {place}")),
            (None, Some(close)) => report.fix(
                format!("write `{close}`"),
                Safety::Unsafe,
                vec![replace(range, *close)],
            ),
            (None, None) => advice("take it out"),
        };
        report.find(range, message).fix = Some(fix);
    }
}
