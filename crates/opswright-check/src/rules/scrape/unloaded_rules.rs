//! `unloaded-rules`: a file of rules that no Prometheus loads.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph};

use super::pattern::fits;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unloaded-rules",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unloaded_rules.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut place = None;
    let mut patterns: Vec<&str> = Vec::new();
    for (summary, content) in graph.contents() {
        if let Content::Prometheus(prometheus) = content {
            patterns.extend(
                prometheus
                    .rule_files
                    .iter()
                    .map(|pattern| pattern.value.as_str()),
            );
            if let Some(first) = prometheus.rule_files.first() {
                place.get_or_insert(format!("{}:{}: what is loaded", summary.path, first.line));
            }
        }
    }
    let Some(place) = place else {
        return;
    };
    for (summary, content) in graph.contents() {
        let Content::Rules(rules) = content else {
            continue;
        };
        let loaded = rules.is_object || patterns.iter().any(|pattern| fits(pattern, &summary.path));
        if let Some(first) = rules.rules.first().filter(|_| !loaded) {
            report
                .find_in(&summary.path, first.name.range, "no `rule_files` of the Prometheus here fits this file, so that its rules are not loaded")
                .evidence
                .push(place.clone());
        }
    }
}
