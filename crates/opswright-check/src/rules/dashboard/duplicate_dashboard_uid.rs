//! `duplicate-dashboard-uid`: two dashboards of one `uid`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph};
use std::collections::BTreeMap;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-dashboard-uid",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_dashboard_uid.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<&str, String> = BTreeMap::new();
    for (summary, content) in graph.contents() {
        let Content::Dashboard(dashboard) = content else {
            continue;
        };
        let Some(uid) = &dashboard.uid else {
            continue;
        };
        match seen.get(uid.value.as_str()) {
            Some(first) => {
                report
                    .find_in(&summary.path, uid.range, format!("`{}` is the uid of another dashboard, and the one that is loaded last replaces the other", uid.value))
                    .evidence
                    .push(first.clone());
            }
            None => {
                seen.insert(
                    &uid.value,
                    format!("{}:{}: the other", summary.path, uid.line),
                );
            }
        }
    }
}
