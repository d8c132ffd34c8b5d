//! `secret-in-chart-values`: a chart's values that hold a password, key or token.

use opswright_diagnostic::{Confidence, Severity};
use opswright_diagnostic::{is_secret_name, secret_values};
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-in-chart-values",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("secret_in_chart_values.md"),
    run: &[Run::HelmValues(run)],
};

fn run(root: Node<'_>, report: &mut Report<'_>) {
    for map in root.descend() {
        for entry in map.entries() {
            let Some(text) = entry.value.as_str().filter(|_| !entry.value.is_null()) else {
                continue;
            };
            if text.trim().is_empty() || is_placeholder(text) {
                continue;
            }
            let line = format!("{}={text}", entry.name());
            let own = is_secret_name(entry.name())
                && !is_reference(entry.name(), text)
                && is_plausible(text);
            let inside = secret_values(text).iter().any(|range| range.len() > 3);
            if !own && !inside || own && secret_values(&line).is_empty() {
                continue;
            }
            let message = format!(
                "`{}` is a default that everyone who can read the chart knows",
                entry.name()
            );
            report.find(entry.value.range(), message).fix = Some(advice(
                "leave it empty, and take it from an existing Secret or from `--set-file` at the installation",
            ));
        }
    }
}

/// Whether it stands for a value that the user has to give.
fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.starts_with(['<', '$', '{'])
        || [
            "changeme",
            "change-me",
            "change_me",
            "your-",
            "example",
            "placeholder",
            "replace",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether it names a secret, or a key in one.
fn is_reference(name: &str, text: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let word = text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_' | b'.'));
    let variable = text.contains('_')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    name.contains("existing")
        || (name.ends_with("key") || name.ends_with("secret")) && (word || variable)
}

/// Whether it could be a secret: no name of a thing, no number of days.
fn is_plausible(text: &str) -> bool {
    let name = text.contains(' ') || text.contains('/') || text.starts_with('.');
    text.len() >= 4 && !name && !text.bytes().all(|byte| byte.is_ascii_digit())
}
