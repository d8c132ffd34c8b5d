//! `fast-refresh`: a dashboard that asks all its queries again every few seconds.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::Dashboard;
use opswright_promql::duration_seconds;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "fast-refresh",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("fast_refresh.md"),
    run: &[Run::Dashboard(run)],
};

/// Nothing that is scraped changes faster, in seconds.
const FASTEST: f64 = 10.0;

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let refresh = dashboard
        .node
        .get("refresh")
        .and_then(|node| Some((node, node.as_str()?)));
    let Some((node, text)) = refresh else {
        return;
    };
    if duration_seconds(text).is_some_and(|seconds| seconds > 0.0 && seconds < FASTEST) {
        let fix = report.fix(
            "refresh every 30 seconds",
            Safety::Unsafe,
            vec![edit::set_scalar(node, "30s")],
        );
        report
            .find(node.range(), format!("every open window asks all queries again each {text}, and scrapes come less often"))
            .fix = Some(fix);
    }
}
