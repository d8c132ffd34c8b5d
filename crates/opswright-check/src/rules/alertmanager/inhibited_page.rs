//! `inhibited-page`: an inhibition that can hide a page.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{LabelMatch, Routing, is_same_set, label_matches};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "inhibited-page",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("inhibited_page.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    let rules = routing.node.get("inhibit_rules");
    for rule in rules.into_iter().flat_map(|rules| rules.items()) {
        let source = label_matches(rule, ["source_match", "source_match_re", "source_matchers"]);
        let target = label_matches(rule, ["target_match", "target_match_re", "target_matchers"]);
        let place = ["target_matchers", "target_match", "target_match_re"]
            .iter()
            .find_map(|key| rule.entry(key))
            .map_or(rule.range(), |entry| entry.key.range());
        // A node or a cluster that is down may well hide what runs on it.
        let by_name = source.iter().any(|one| one.label == "alertname");
        if target.is_empty() {
            report.find(place, "the target is every alert, pages among them");
        } else if is_same_set(&source, &target) {
            report.find(
                place,
                "source and target are the same alerts: they hide each other",
            );
        } else if !by_name && takes_pages(&target) {
            report.find(
                place,
                "the target takes `critical` alerts, too: a page is hidden by another alert",
            );
        }
    }
}

/// Whether a severity that pages is asked for.
fn takes_pages(target: &[LabelMatch]) -> bool {
    let page = |severity: &str| LabelMatch {
        label: "severity".to_owned(),
        operator: "=",
        value: severity.to_owned(),
    };
    target
        .iter()
        .filter(|one| one.label == "severity")
        .any(|one| {
            ["critical", "page"]
                .iter()
                .any(|severity| page(severity).implies(one) && one.operator != "!=")
        })
}
