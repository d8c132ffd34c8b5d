//! `untitled-panel`: a panel without a title.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "untitled-panel",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("untitled_panel.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    for panel in dashboard.panels.iter().filter(|panel| panel.is_graph()) {
        if panel.title().trim().is_empty() {
            report.find(
                panel.place(),
                format!("the panel {} does not say what it shows", panel.words()),
            );
        }
    }
}
