//! `duplicate-receiver`: two receivers of one name.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;
use std::collections::BTreeSet;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-receiver",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_receiver.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for receiver in &routing.receivers {
        let Some(name) = receiver.get("name") else {
            report.find(receiver.range(), "this receiver has no `name`");
            continue;
        };
        let text = name.as_str().unwrap_or("");
        if !seen.insert(text) {
            report.find(
                name.range(),
                format!("there is a receiver `{text}` already, and Alertmanager refuses the file"),
            );
        }
    }
}
