//! `editable-dashboard`: a dashboard of the repository that can be changed in the browser.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "editable-dashboard",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("editable_dashboard.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let editable = dashboard
        .node
        .get("editable")
        .filter(|editable| editable.as_bool() == Some(true));
    if let Some(editable) = editable {
        let fix = report.fix(
            "make it read-only",
            Safety::Unsafe,
            vec![replace(editable.range(), "false")],
        );
        report
            .find(
                editable.range(),
                "changes in the browser are lost with the next deployment",
            )
            .fix = Some(fix);
    }
}
