//! `fixed-time-zone`: a dashboard in the time of one place.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "fixed-time-zone",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("fixed_time_zone.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let zone = dashboard.node.get("timezone").filter(|zone| {
        !matches!(
            zone.as_str(),
            None | Some("" | "browser" | "utc" | "UTC" | "default" | "null")
        )
    });
    if let Some(zone) = zone {
        report.find(
            zone.range(),
            format!(
                "all times are those of {}, for everyone who looks",
                zone.as_str().unwrap_or("one place")
            ),
        );
    }
}
