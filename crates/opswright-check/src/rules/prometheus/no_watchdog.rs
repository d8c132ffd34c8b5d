//! `no-watchdog`: no alert that tells that alerting works.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, RuleSummary};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "no-watchdog",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("no_watchdog.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let routed = graph
        .contents()
        .any(|(_, content)| matches!(content, Content::Routing(_)));
    let alerts: Vec<(&str, &RuleSummary)> = graph
        .contents()
        .filter_map(|(summary, content)| match content {
            Content::Rules(rules) => Some((summary.path.as_str(), rules)),
            _ => None,
        })
        .flat_map(|(path, rules)| rules.rules.iter().map(move |rule| (path, rule)))
        .filter(|(_, rule)| rule.is_alert)
        .collect();
    // An alert on no series at all fires always.
    if !routed || alerts.iter().any(|(_, rule)| rule.metrics.is_empty()) {
        return;
    }
    if let Some((path, rule)) = alerts.first() {
        report
            .find_in(path, rule.name.range, "no alert fires always: when Prometheus or Alertmanager stops, silence looks like health")
            .fix = Some(advice("add an alert on `vector(1)`, and send it to something that pages when it does not come"));
    }
}
