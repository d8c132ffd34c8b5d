//! `undescribed-panel`: a panel that does not explain itself.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undescribed-panel",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("undescribed_panel.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    for panel in dashboard.panels.iter().filter(|panel| panel.is_graph()) {
        let described = panel
            .node
            .str_at(&["description"])
            .is_some_and(|text| !text.trim().is_empty());
        if !described && !panel.title().is_empty() {
            report.find(panel.place(), format!("the panel {} has no `description`: what is normal, and what to do if it is not", panel.words()));
        }
    }
}
