//! `unrecorded-series`: a recorded series that no rule here records.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, RulesSummary};
use std::collections::BTreeSet;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unrecorded-series",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unrecorded_series.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let files: Vec<(&str, &RulesSummary)> = graph
        .contents()
        .filter_map(|(summary, content)| match content {
            Content::Rules(rules) => Some((summary.path.as_str(), rules)),
            _ => None,
        })
        .collect();
    let recorded: BTreeSet<&str> = files
        .iter()
        .flat_map(|(_, rules)| &rules.rules)
        .filter(|rule| !rule.is_alert)
        .map(|rule| rule.name.value.as_str())
        .collect();
    if recorded.is_empty() {
        return;
    }
    for (path, rules) in files {
        for (metric, _) in rules.rules.iter().flat_map(|rule| &rule.metrics) {
            if metric.value.contains(':') && !recorded.contains(metric.value.as_str()) {
                report.find_in(
                    path,
                    metric.range,
                    format!(
                        "no rule here records `{}`, so that this may be empty",
                        metric.value
                    ),
                );
            }
        }
    }
}
