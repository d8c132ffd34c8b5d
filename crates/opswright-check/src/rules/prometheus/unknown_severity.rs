//! `unknown-severity`: a severity that is none of the usual ones.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::RuleFile;
use opswright_yaml::edit;

use crate::closeness::is_close;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-severity",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unknown_severity.md"),
    run: &[Run::Rules(run)],
};

/// Names that routes are usually written for.
const KNOWN: [&str; 26] = [
    "critical",
    "warning",
    "info",
    "none",
    "page",
    "ticket",
    "error",
    "debug",
    "notice",
    "high",
    "medium",
    "low",
    "major",
    "minor",
    "emergency",
    "alert",
    "fatal",
    "disaster",
    "warn",
    "informational",
    "notify",
    "p1",
    "p2",
    "p3",
    "p4",
    "p5",
];

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts() {
        let Some(label) = alert.label("severity") else {
            continue;
        };
        let text = label.as_str().unwrap_or("");
        let lower = text.to_lowercase();
        let numbered = lower.starts_with("sev") || lower.bytes().all(|byte| byte.is_ascii_digit());
        if text.is_empty() || text.contains(['{', '$']) || KNOWN.contains(&text) || numbered {
            continue;
        }
        let close = KNOWN
            .iter()
            .find(|known| **known == lower || known.len() > 3 && is_close(known, &lower));
        let fix = close.map(|known| {
            report.fix(
                format!("write `{known}`"),
                Safety::Unsafe,
                vec![edit::set_scalar(label, known)],
            )
        });
        report
            .find(
                label.range(),
                format!("`{text}` is no usual severity, so that routes may not know it"),
            )
            .fix = fix;
    }
}
