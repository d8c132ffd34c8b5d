//! `stale-variable`: a variable whose values are not asked for again.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::Dashboard;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "stale-variable",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Strict,
    docs: include_str!("stale_variable.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    for variable in dashboard
        .variables
        .iter()
        .filter(|variable| variable.kind == "query")
    {
        let refresh = variable.node.get("refresh");
        if refresh.and_then(|refresh| refresh.as_i64()) == Some(2) {
            continue;
        }
        let edits = refresh
            .filter(|refresh| refresh.as_i64().is_some())
            .map(|refresh| edit::set_scalar(refresh, "2"));
        let fix = report.fix(
            "ask again when the time range changes",
            Safety::Safe,
            edits.into_iter().collect(),
        );
        let place = refresh
            .or_else(|| variable.node.get("name"))
            .map_or(variable.node.range(), |node| node.range());
        report
            .find(place, format!("`{}` is not asked for again when the time range changes: what ran last week is not in the list", variable.name))
            .fix = Some(fix);
    }
}
