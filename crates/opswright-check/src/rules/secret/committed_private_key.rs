//! `committed-private-key`: a private key in the repository.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::secret_text::{SecretText, is_sample};

pub(crate) static RULE: Rule = Rule {
    name: "committed-private-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("committed_private_key.md"),
    run: &[Run::Secrets(run)],
};

fn run(text: &SecretText<'_>, report: &mut Report<'_>) {
    for secret in text
        .known
        .iter()
        .filter(|secret| secret.what == "a private key")
    {
        let line = secret.range.slice(text.text).find(['\n', '\\']);
        let first = line.map_or(secret.range, |length| {
            Range::new(secret.range.start, secret.range.start + length)
        });
        if report.tells_secret(first) {
            continue;
        }
        let finding = report.find(
            first,
            "whoever can read the repository can sign and decrypt with this key",
        );
        if is_sample(text.path) {
            finding.confidence = Confidence::Low;
            finding.severity = Severity::Warning;
        }
        finding.fix = Some(advice(
            "make a new key outside of the repository, replace this one where it is trusted, and ignore `*.pem` and `*.key`",
        ));
    }
}
