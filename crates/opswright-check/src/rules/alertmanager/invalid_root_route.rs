//! `invalid-root-route`: an outermost route that is not for every alert.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-root-route",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_root_route.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let Some(root) = &routing.root else {
        return;
    };
    let refused = [
        "match",
        "match_re",
        "matchers",
        "continue",
        "mute_time_intervals",
        "active_time_intervals",
    ];
    for entry in root.node.entries() {
        let empty = entry.value.items().next().is_none() && entry.value.entries().next().is_none();
        let given = entry.value.as_bool() == Some(true) || !empty;
        if refused.contains(&entry.name()) && given {
            report.find(
                entry.key.range(),
                format!(
                    "the outermost route takes every alert, and has no `{}`",
                    entry.name()
                ),
            );
        }
    }
    if root.node.get("receiver").is_none() {
        let place = routing
            .node
            .entry("route")
            .map_or(root.node.range(), |entry| entry.key.range());
        report.find(place, "the outermost route has no `receiver`");
    }
}
