//! `unrouted-severity`: an alert that no route sends to anybody.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::LabelMatch;
use opswright_project::{Content, Graph, RouteSummary, RuleSummary};
use std::collections::BTreeSet;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unrouted-severity",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unrouted_severity.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let routings: Vec<_> = graph
        .contents()
        .filter_map(|(summary, content)| match content {
            Content::Routing(routing) => Some((summary, routing)),
            _ => None,
        })
        .collect();
    // With several it is not known which one these alerts go to.
    let [(file, routing)] = routings.as_slice() else {
        return;
    };
    let mut told = BTreeSet::new();
    for (summary, content) in graph.contents() {
        let Content::Rules(rules) = content else {
            continue;
        };
        for rule in rules.rules.iter().filter(|rule| rule.is_alert) {
            let Some((_, severity)) = rule.labels.iter().find(|(label, _)| label == "severity")
            else {
                continue;
            };
            let silent = matches!(severity.value.as_str(), "none" | "null" | "info")
                || severity.value.contains("{{");
            if silent
                || reaches(&routing.root, rule)
                || !told.insert((&summary.path, &severity.value))
            {
                continue;
            }
            report
                .find_in(
                    &summary.path,
                    severity.range,
                    format!("no route for `severity: {}`: alerts like `{}` go to `{}`, which notifies nobody", severity.value, rule.name.value, routing.root.receiver),
                )
                .evidence
                .push(format!("{}:{}: the outermost route", file.path, routing.root.line));
        }
    }
}

/// Whether the alert may get to a receiver that notifies.
fn reaches(route: &RouteSummary, rule: &RuleSummary) -> bool {
    let mut taken = false;
    for inner in &route.routes {
        if may_match(&inner.matches, rule) {
            if reaches(inner, rule) {
                return true;
            }
            // What is known of the alert is not all: only a route by labels that are known takes it for sure.
            taken |= !inner.goes_on && inner.matches.iter().all(|one| known(rule, one).is_some());
            if taken {
                break;
            }
        }
    }
    !taken && route.notifies
}

fn may_match(matches: &[LabelMatch], rule: &RuleSummary) -> bool {
    matches
        .iter()
        .all(|one| known(rule, one).is_none_or(|own| !own.contradicts(one)))
}

/// The label of the alert that a match asks for, where the rule says it.
fn known(rule: &RuleSummary, one: &LabelMatch) -> Option<LabelMatch> {
    let value = if one.label == "alertname" {
        Some(&rule.name.value)
    } else {
        rule.labels
            .iter()
            .find(|(label, _)| *label == one.label)
            .map(|(_, value)| &value.value)
    };
    value
        .filter(|value| !value.contains("{{"))
        .map(|value| LabelMatch {
            label: one.label.clone(),
            operator: "=",
            value: value.clone(),
        })
}
