//! `undefined-time-interval`: a time interval that is not there.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undefined-time-interval",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undefined_time_interval.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let defined: Vec<&str> = ["time_intervals", "mute_time_intervals"]
        .iter()
        .filter_map(|key| routing.node.get(key))
        .flat_map(|list| list.items())
        .filter_map(|interval| interval.str_at(&["name"]))
        .collect();
    for route in routing.routes() {
        let used = ["mute_time_intervals", "active_time_intervals"]
            .into_iter()
            .filter_map(|key| route.node.get(key))
            .flat_map(|list| list.items());
        for name in used {
            let text = name.as_str().unwrap_or("");
            if !defined.contains(&text) {
                report.find(
                    name.range(),
                    format!(
                        "there is no time interval `{text}`, and Alertmanager refuses the file"
                    ),
                );
            }
        }
    }
}
