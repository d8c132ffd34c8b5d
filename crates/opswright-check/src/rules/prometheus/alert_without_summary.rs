//! `alert-without-summary`: an alert without a sentence for people.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "alert-without-summary",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("alert_without_summary.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file
        .alerts()
        .filter(|alert| !alert.is_watchdog() && alert.notifies())
    {
        let has = ["summary", "description", "message", "title"]
            .iter()
            .any(|name| alert.annotation(name).is_some());
        if !has {
            report.find(
                alert.name.range(),
                format!(
                    "`{}` has no `summary`: the notification is a name and labels",
                    alert.name()
                ),
            );
        }
    }
}
