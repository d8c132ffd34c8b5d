//! `retired-panel-type`: a panel of a kind that Grafana no longer shows.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "retired-panel-type",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("retired_panel_type.md"),
    run: &[Run::Dashboard(run)],
};

/// Panels that were written in Angular, each with what came after it.
const RETIRED: [(&str, &str); 6] = [
    ("graph", "timeseries"),
    ("singlestat", "stat"),
    ("table-old", "table"),
    ("grafana-piechart-panel", "piechart"),
    ("grafana-worldmap-panel", "geomap"),
    ("natel-discrete-panel", "state-timeline"),
];

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    for panel in &dashboard.panels {
        let after = RETIRED.iter().find(|(kind, _)| *kind == panel.kind);
        if let (Some((kind, after)), Some(node)) = (after, panel.node.get("type")) {
            report.find(
                node.range(),
                format!("the panel {} is a `{kind}`, which Grafana 12 does not show; it is `{after}` now", panel.words()),
            );
        }
    }
}
