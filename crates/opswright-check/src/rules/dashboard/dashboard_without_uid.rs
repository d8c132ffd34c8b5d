//! `dashboard-without-uid`: a dashboard whose address changes.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard-without-uid",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dashboard_without_uid.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let uid = dashboard.node.get("uid");
    let given = uid.is_some_and(|uid| !uid.is_null() && uid.as_str() != Some(""));
    if given {
        return;
    }
    let place = uid
        .or_else(|| dashboard.node.get("title"))
        .or_else(|| dashboard.node.entries().next().map(|entry| entry.key))
        .map_or(dashboard.node.range(), |node| node.range());
    report.find(place, "no `uid`: wherever it is loaded it gets another address, and links from alerts and runbooks break");
}
