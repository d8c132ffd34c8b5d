//! `hard-coded-secret`: a token of known form that is written in a file.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::secret_text::{SecretText, is_sample};

pub(crate) static RULE: Rule = Rule {
    name: "hard-coded-secret",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("hard_coded_secret.md"),
    run: &[Run::Secrets(run)],
};

fn run(text: &SecretText<'_>, report: &mut Report<'_>) {
    for secret in &text.known {
        if secret.what.ends_with("private key") || report.tells_secret(secret.range) {
            continue;
        }
        let finding = report.find(
            secret.range,
            format!(
                "{} is written here, for everyone who can read the repository",
                secret.what
            ),
        );
        if is_sample(text.path) && !secret.proven {
            finding.confidence = Confidence::Low;
            finding.severity = Severity::Warning;
        } else if secret.what.contains("JWT") {
            // Many of these are public by design, or over.
            finding.confidence = Confidence::Medium;
            finding.severity = Severity::Warning;
        }
        finding.fix = Some(advice(
            "revoke it, make a new one, and read that from a secret store or a variable",
        ));
    }
}
