//! `unused-time-interval`: a time interval that no route names.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-time-interval",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unused_time_interval.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let used: Vec<&str> = routing
        .routes()
        .iter()
        .flat_map(|route| {
            ["mute_time_intervals", "active_time_intervals"]
                .into_iter()
                .filter_map(|key| route.node.get(key))
                .flat_map(|list| list.items())
                .filter_map(|name| name.as_str())
        })
        .collect();
    let defined = ["time_intervals", "mute_time_intervals"]
        .into_iter()
        .filter_map(|key| routing.node.get(key))
        .flat_map(|list| list.items());
    for interval in defined {
        if let Some(name) = interval.get("name") {
            let text = name.as_str().unwrap_or("");
            if !used.contains(&text) {
                report.find(
                    name.range(),
                    format!("no route is muted or active by `{text}`"),
                );
            }
        }
    }
}
