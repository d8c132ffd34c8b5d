//! `missing-datasource-variable`: a dashboard for one data source only.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-datasource-variable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_datasource_variable.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let queried = dashboard
        .panels
        .iter()
        .any(|panel| panel.queries().next().is_some());
    let empty = dashboard.panels.is_empty();
    if !queried && !empty || dashboard.has_source_variable() {
        return;
    }
    let place = dashboard
        .node
        .entry("templating")
        .or_else(|| dashboard.node.entry("panels"))
        .map_or(dashboard.node.range(), |entry| entry.key.range());
    report.find(place, "no variable chooses the data source, so that this shows one server, or whatever is the default there");
}
