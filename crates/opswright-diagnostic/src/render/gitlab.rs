//! GitLab's code quality report: a list of issues, each with a fingerprint.

use serde_json::{Value, json};

use super::Places;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn render(
    diagnostics: &[Diagnostic],
    fingerprints: &[String],
    places: &Places<'_>,
) -> String {
    let issues: Vec<Value> = diagnostics
        .iter()
        .zip(fingerprints)
        .map(|(diagnostic, fingerprint)| issue(diagnostic, fingerprint, places))
        .collect();
    format!("{:#}\n", Value::Array(issues))
}

fn issue(diagnostic: &Diagnostic, fingerprint: &str, places: &Places<'_>) -> Value {
    let (start, end) = places.of(&diagnostic.path, diagnostic.range);
    json!({
        "description": diagnostic.message,
        "check_name": diagnostic.rule,
        "fingerprint": fingerprint,
        "severity": match diagnostic.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Info => "info",
        },
        "location": {
            "path": diagnostic.path,
            "lines": { "begin": start.line, "end": end.line },
        },
    })
}
