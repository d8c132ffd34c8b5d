//! `unknown-template-label`: a label in a message that the alert does not have.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{MonitoringRule, RuleFile};
use opswright_yaml::{Node, Places};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::template::used_labels;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-template-label",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_template_label.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts() {
        let Some(expression) = &alert.expression else {
            continue;
        };
        if !expression.query.errors.is_empty() {
            continue;
        }
        let labels = expression.query.root.labels();
        let values = ["annotations", "labels"]
            .into_iter()
            .filter_map(|key| alert.node.get(key))
            .flat_map(|map| map.entries())
            .map(|entry| entry.value);
        for value in values {
            let text = value.as_str().unwrap_or("");
            for (place, label) in used_labels(text) {
                if label != "alertname" && !labels.may_have(label) {
                    say(alert, value, place, label, report);
                }
            }
        }
    }
}

fn say(
    alert: &MonitoringRule<'_>,
    value: Node<'_>,
    place: opswright_source::Range,
    label: &str,
    report: &mut Report<'_>,
) {
    let range = Places::of(value, report.text).map_or(value.range(), |places| places.range(place));
    report.find(
        range,
        format!(
            "the query of `{}` drops `{label}`, so that the message has nothing there",
            alert.name()
        ),
    );
}
