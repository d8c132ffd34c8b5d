//! `dangling-datasource`: a panel that reads from a data source that is not provisioned.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph};
use std::collections::BTreeSet;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dangling-datasource",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dangling_datasource.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut provisioned = false;
    for (_, content) in graph.contents() {
        if let Content::Sources(sources) = content {
            provisioned = true;
            known.extend(
                sources
                    .uids
                    .iter()
                    .chain(&sources.names)
                    .map(String::as_str),
            );
        }
    }
    if !provisioned {
        return;
    }
    for (summary, content) in graph.contents() {
        let Content::Dashboard(dashboard) = content else {
            continue;
        };
        let mut told = BTreeSet::new();
        for source in &dashboard.sources {
            let own = matches!(source.value.as_str(), "grafana" | "__expr__" | "default");
            if !own && !known.contains(source.value.as_str()) && told.insert(&source.value) {
                report.find_in(
                    &summary.path,
                    source.range,
                    format!(
                        "no data source with the uid `{}` is provisioned here",
                        source.value
                    ),
                );
            }
        }
    }
}
