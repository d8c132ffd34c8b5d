//! `alert-without-severity`: an alert that does not say how urgent it is.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "alert-without-severity",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("alert_without_severity.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts().filter(|alert| !alert.is_watchdog()) {
        let labels = alert.node.get("labels");
        let has = labels
            .into_iter()
            .flat_map(|labels| labels.entries())
            .any(|label| {
                ["severity", "priority", "level", "urgency"]
                    .iter()
                    .any(|word| label.name().contains(word))
            });
        if has {
            continue;
        }
        report
            .find(
                alert.name.range(),
                format!(
                    "`{}` has no `severity`, so that no route knows whether to wake somebody",
                    alert.name()
                ),
            )
            .fix = Some(advice(
            "set the label `severity`: critical pages, warning is a ticket, info is a line in a log",
        ));
    }
}
