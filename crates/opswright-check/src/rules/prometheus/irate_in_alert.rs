//! `irate-in-alert`: an alert on the last two samples only.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "irate-in-alert",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("irate_in_alert.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    if asked.alert().is_none() {
        return;
    }
    for (_, _, call) in asked.calls() {
        let better = match call.name.text.as_str() {
            "irate" => "rate",
            "idelta" => "delta",
            _ => continue,
        };
        let fix = asked.fix(
            report,
            format!("use `{better}`"),
            Safety::Unsafe,
            &[(call.name.range, better.to_owned())],
        );
        asked
            .find(
                report,
                call.name.range,
                format!(
                    "`{}` looks at the last two samples only: one quiet scrape resets `for`",
                    call.name.text
                ),
            )
            .fix = Some(fix);
    }
}
