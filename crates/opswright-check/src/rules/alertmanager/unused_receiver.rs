//! `unused-receiver`: a receiver that no route sends to.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-receiver",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unused_receiver.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let used: Vec<&str> = routing
        .routes()
        .iter()
        .filter_map(|route| route.node.str_at(&["receiver"]))
        .collect();
    if routing.root.is_none() {
        return;
    }
    for receiver in &routing.receivers {
        if let Some(name) = receiver.get("name") {
            let text = name.as_str().unwrap_or("");
            if !used.contains(&text) {
                report.find(name.range(), format!("no route sends to `{text}`"));
            }
        }
    }
}
