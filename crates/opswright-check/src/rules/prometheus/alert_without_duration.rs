//! `alert-without-duration`: an alert that fires at the first bad sample.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::{MonitoringRule, RuleFile};
use opswright_promql::Node;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "alert-without-duration",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("alert_without_duration.md"),
    run: &[Run::Rules(run)],
};

/// A range that is itself long enough to be no single sample, in seconds.
const LONG_RANGE: f64 = 300.0;

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts() {
        if alert.node.get("for").is_some() || !needs_duration(alert) {
            continue;
        }
        let edits = alert
            .node
            .entry("expr")
            .and_then(|entry| edit::insert_after(report.text, &entry, "for: 5m"));
        let fix = report.fix(
            "wait for five minutes",
            Safety::Unsafe,
            edits.into_iter().collect(),
        );
        report
            .find(
                alert.name.range(),
                format!("`{}` has no `for`: one bad sample is enough, and a restart of Prometheus can be one", alert.name()),
            )
            .fix = Some(fix);
    }
}

/// Whether an alert without `for` is reported.
pub(super) fn needs_duration(alert: &MonitoringRule<'_>) -> bool {
    !alert.is_watchdog() && alert.notifies() && !is_smoothed(alert)
}

/// Whether it looks at more than the last sample anyway, or at what was recorded.
fn is_smoothed(alert: &MonitoringRule<'_>) -> bool {
    let Some(expression) = &alert.expression else {
        return true;
    };
    let mut none = true;
    let long = expression
        .query
        .root
        .descend()
        .iter()
        .any(|inner| match &inner.node {
            Node::Range { window, .. } | Node::Subquery { window, .. } => {
                window.seconds.is_none_or(|seconds| seconds >= LONG_RANGE)
            }
            Node::Selector(selector) => {
                none = false;
                selector.metric().contains(':')
            }
            // How long ago something was does not waver.
            Node::Call(call) => call.name.text == "time",
            _ => false,
        });
    long || none
}
