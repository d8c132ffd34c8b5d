//! `missing-rule-file`: a pattern of rule files that fits no file.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, Kind};

use super::pattern::fits;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-rule-file",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_rule_file.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let rules: Vec<&str> = graph
        .contents()
        .filter(|(summary, _)| summary.kind == Kind::PrometheusRules)
        .map(|(summary, _)| summary.path.as_str())
        .collect();
    for (summary, content) in graph.contents() {
        let Content::Prometheus(prometheus) = content else {
            continue;
        };
        for pattern in &prometheus.rule_files {
            let found = rules.iter().any(|path| fits(&pattern.value, path));
            if !found && !pattern.value.contains(['$', '{']) {
                report.find_in(
                    &summary.path,
                    pattern.range,
                    format!(
                        "no rule file here is called `{}`, and Prometheus starts without saying so",
                        pattern.value
                    ),
                );
            }
        }
    }
}
