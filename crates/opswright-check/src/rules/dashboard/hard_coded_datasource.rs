//! `hard-coded-datasource`: a panel that reads from one data source by its id.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{Dashboard, Panel};
use opswright_yaml::Node;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "hard-coded-datasource",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("hard_coded_datasource.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    for panel in dashboard.panels.iter().filter(|panel| panel.kind != "row") {
        let targets = panel.targets.iter().map(|(target, _)| *target);
        let fixed = std::iter::once(panel.node).chain(targets).find_map(|node| {
            node.get("datasource")
                .and_then(|source| fixed(source).map(|name| (source, name)))
        });
        if let Some((source, name)) = fixed {
            say(panel, source, name, report);
        }
    }
}

fn say(panel: &Panel<'_>, source: Node<'_>, name: &str, report: &mut Report<'_>) {
    report.find(
        source.range(),
        format!(
            "the panel {} reads from `{name}` wherever it is loaded",
            panel.words()
        ),
    );
}

/// The data source that is named outright.
fn fixed(source: Node<'_>) -> Option<&str> {
    let name = source.as_str().or_else(|| source.str_at(&["uid"]))?;
    let inside = [
        "-- Mixed --",
        "-- Dashboard --",
        "-- Grafana --",
        "grafana",
        "__expr__",
        "default",
        "null",
    ];
    let own =
        source.is_null() || name.is_empty() || name.contains(['$', '[']) || inside.contains(&name);
    (!own).then_some(name)
}
