//! `duplicate-panel-id`: two panels of one id.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;
use std::collections::BTreeMap;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-panel-id",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_panel_id.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<i64, String> = BTreeMap::new();
    for panel in &dashboard.panels {
        let Some((node, id)) = panel
            .node
            .get("id")
            .and_then(|node| Some((node, node.as_i64()?)))
        else {
            continue;
        };
        match seen.get(&id) {
            Some(other) => {
                report.find(node.range(), format!("the panel {} has the id {id}, as has the panel {other}: links go to one of them", panel.words()));
            }
            None => {
                seen.insert(id, panel.words());
            }
        }
    }
}
