//! `unknown-alertmanager-key`: a key that the configuration of Alertmanager does not have.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::scrape::unknown;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-alertmanager-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unknown_alertmanager_key.md"),
    run: &[Run::Alertmanager(run)],
};

const ROOT: [&str; 10] = [
    "global",
    "route",
    "inhibit_rules",
    "receivers",
    "templates",
    "mute_time_intervals",
    "time_intervals",
    "tracing",
    "webhook_config",
    "event_recorder",
];
const ROUTE: [&str; 14] = [
    "receiver",
    "group_by",
    "match",
    "match_re",
    "matchers",
    "continue",
    "routes",
    "group_wait",
    "group_interval",
    "repeat_interval",
    "mute_time_intervals",
    "active_time_intervals",
    "labels",
    "name",
];
const INHIBITION: [&str; 9] = [
    "target_match",
    "target_match_re",
    "target_matchers",
    "source_match",
    "source_match_re",
    "source_matchers",
    "equal",
    "name",
    "sources",
];

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    unknown(routing.node, &ROOT, "the configuration", report);
    for route in routing.routes() {
        unknown(route.node, &ROUTE, "a route", report);
    }
    let rules = routing.node.get("inhibit_rules");
    for rule in rules.into_iter().flat_map(|rules| rules.items()) {
        unknown(rule, &INHIBITION, "an inhibition", report);
    }
}
