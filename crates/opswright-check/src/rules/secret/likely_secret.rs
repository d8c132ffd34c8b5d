//! `likely-secret`: a value that looks like a key behind a name that promises one.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::secret_text::{SecretText, is_sample};

pub(crate) static RULE: Rule = Rule {
    name: "likely-secret",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("likely_secret.md"),
    run: &[Run::Secrets(run)],
};

fn run(text: &SecretText<'_>, report: &mut Report<'_>) {
    // There the whole file is the fault.
    if report.is_told("committed-variables") {
        return;
    }
    for (range, name) in &text.likely {
        if report.tells_secret(*range) {
            continue;
        }
        let finding = report.find(
            *range,
            format!("what stands behind `{name}` looks like a secret that works"),
        );
        if is_sample(text.path) {
            finding.confidence = Confidence::Low;
            finding.severity = Severity::Info;
        }
        finding.fix = Some(advice(
            "read it from a secret store or a variable, and replace it where it is used",
        ));
    }
}
