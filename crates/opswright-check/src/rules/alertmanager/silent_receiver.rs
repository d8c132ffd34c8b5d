//! `silent-receiver`: a receiver that tells nobody.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "silent-receiver",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("silent_receiver.md"),
    run: &[Run::Alertmanager(run)],
};

/// Names of receivers that are meant to drop alerts.
const DROPS: [&str; 11] = [
    "null",
    "none",
    "empty",
    "blackhole",
    "black-hole",
    "black_hole",
    "devnull",
    "dev-null",
    "void",
    "drop",
    "ignore",
];

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    for receiver in &routing.receivers {
        let tells = receiver.entries().any(|entry| {
            entry.name().ends_with("_configs") && entry.value.items().next().is_some()
        });
        let Some(name) = receiver.get("name").filter(|_| !tells) else {
            continue;
        };
        let text = name.as_str().unwrap_or("");
        if !DROPS.contains(&text.to_ascii_lowercase().as_str()) {
            report.find(
                name.range(),
                format!("`{text}` has no notifier: alerts that are sent to it are dropped"),
            );
        }
    }
}
