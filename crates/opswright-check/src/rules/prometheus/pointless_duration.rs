//! `pointless-duration`: a length of time that is the one it has anyway.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::{MonitoringRule, RuleFile};
use opswright_promql::duration_seconds;
use opswright_yaml::{Entry, Node, edit};

use super::absent_without_duration::absent;
use super::alert_without_duration::needs_duration;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "pointless-duration",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("pointless_duration.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for group in &file.groups {
        if let Some(entry) = zero(group.node, "interval") {
            flag(&entry, "a group", true, report);
        }
    }
    for alert in file.alerts() {
        if let Some(entry) = zero(alert.node, "for") {
            flag(&entry, "an alert", !waits_for_a_reason(alert), report);
        }
        if let Some(entry) = zero(alert.node, "keep_firing_for") {
            flag(&entry, "an alert", true, report);
        }
    }
}

/// The entry of `key`, where it is no time at all.
fn zero<'a>(node: Node<'a>, key: &str) -> Option<Entry<'a>> {
    node.entry(key)
        .filter(|entry| entry.value.as_str().and_then(duration_seconds) == Some(0.0))
}

/// Whether the alert would be reported for having no `for`.
fn waits_for_a_reason(alert: &MonitoringRule<'_>) -> bool {
    needs_duration(alert)
        || alert
            .expression
            .as_ref()
            .is_some_and(|expression| absent(expression).is_some())
}

fn flag(entry: &Entry<'_>, whose: &str, may_go: bool, report: &mut Report<'_>) {
    let key = entry.name();
    let fix = if may_go {
        let edits = edit::remove(report.text, entry);
        let title = format!("leave `{key}` out");
        report.fix(title, Safety::Safe, edits.into_iter().collect())
    } else {
        advice("wait for a while: `for: 5m`")
    };
    report
        .find(
            entry.value.range(),
            format!("`{key}` of 0 is what {whose} has without it"),
        )
        .fix = Some(fix);
}
