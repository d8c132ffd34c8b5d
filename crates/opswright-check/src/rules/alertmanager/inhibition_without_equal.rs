//! `inhibition-without-equal`: an inhibition by any alert, wherever it is.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Routing;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "inhibition-without-equal",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("inhibition_without_equal.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let rules = routing.node.get("inhibit_rules");
    for rule in rules.into_iter().flat_map(|rules| rules.items()) {
        let equal = rule
            .get("equal")
            .is_some_and(|list| list.items().next().is_some());
        if equal {
            continue;
        }
        // An alert named outright (`InfoInhibitor`) may be meant to silence everything.
        let source = opswright_project::monitoring::label_matches(
            rule,
            ["source_match", "source_match_re", "source_matchers"],
        );
        let named = source
            .iter()
            .any(|one| one.label == "alertname" && one.operator == "=");
        if named {
            continue;
        }
        let place = rule
            .entries()
            .next()
            .map_or(rule.range(), |entry| entry.key.range());
        report
            .find(place, "no `equal`: one alert that matches the source hides all targets, those of other services too")
            .fix = Some(advice("list the labels that must be the same, such as `[alertname, cluster, service]`"));
    }
}
