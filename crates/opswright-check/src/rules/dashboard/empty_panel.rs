//! `empty-panel`: a panel that asks nothing.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "empty-panel",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("empty_panel.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    for panel in dashboard.panels.iter().filter(|panel| panel.is_graph()) {
        let elsewhere =
            panel.node.get("libraryPanel").is_some() || panel.node.get("snapshotData").is_some();
        if panel.targets.is_empty() && !elsewhere {
            report.find(
                panel.place(),
                format!("the panel {} has no query", panel.words()),
            );
            continue;
        }
        for (target, _) in &panel.targets {
            let other = target.get("panelId").filter(|id| {
                !dashboard
                    .panels
                    .iter()
                    .any(|panel| panel.node.str_at(&["id"]) == id.as_str())
            });
            if let Some(other) = other {
                report.find(
                    other.range(),
                    format!(
                        "the panel {} shows the data of a panel that is not there",
                        panel.words()
                    ),
                );
            }
            let expression = target.get("expr");
            let blank = expression.is_some_and(|expression| {
                expression
                    .as_str()
                    .is_some_and(|text| text.trim().is_empty())
            });
            let hidden = target.get("hide").and_then(|hide| hide.as_bool()) == Some(true);
            if let Some(expression) = expression.filter(|_| blank && !hidden) {
                report.find(
                    expression.range(),
                    format!("a query of the panel {} is empty", panel.words()),
                );
            }
        }
    }
}
