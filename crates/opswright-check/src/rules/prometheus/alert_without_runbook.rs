//! `alert-without-runbook`: an alert that says nothing of what to do.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "alert-without-runbook",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("alert_without_runbook.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts() {
        let names = ["runbook_url", "runbook", "playbook", "playbook_url"];
        let has = names.iter().any(|name| {
            alert
                .annotation(name)
                .or_else(|| alert.label(name))
                .is_some()
        });
        if has || alert.is_watchdog() || !alert.notifies() {
            continue;
        }
        let fix = advice(
            "write `runbook_url` in the annotations: what it means, how to look further, how to mend it",
        );
        report
            .find(
                alert.name.range(),
                format!(
                    "`{}` has no `runbook_url`: whoever it wakes starts from nothing",
                    alert.name()
                ),
            )
            .fix = Some(fix);
    }
}
