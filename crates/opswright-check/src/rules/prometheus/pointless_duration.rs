//! `pointless-duration`: a length of time that is the one it has anyway.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::RuleFile;
use opswright_promql::duration_seconds;
use opswright_yaml::{Node, edit};

use crate::report::Report;
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
        look(group.node, "interval", "a group", report);
    }
    for alert in file.alerts() {
        for key in ["for", "keep_firing_for"] {
            look(alert.node, key, "an alert", report);
        }
    }
}

fn look(node: Node<'_>, key: &str, whose: &str, report: &mut Report<'_>) {
    let Some(entry) = node
        .entry(key)
        .filter(|entry| entry.value.as_str().and_then(duration_seconds) == Some(0.0))
    else {
        return;
    };
    let edits = edit::remove(report.text, &entry);
    let fix = report.fix(
        format!("leave `{key}` out"),
        Safety::Safe,
        edits.into_iter().collect(),
    );
    report
        .find(
            entry.value.range(),
            format!("`{key}` of 0 is what {whose} has without it"),
        )
        .fix = Some(fix);
}
