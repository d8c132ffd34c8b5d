//! `absent-without-labels`: an alert by `absent` that does not say what is gone.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::{Expression, MatchOperator, Selector};

use super::entries::add_entry;
use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "absent-without-labels",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("absent_without_labels.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    let Some(alert) = asked.alert() else {
        return;
    };
    for (_, expression, call) in asked.calls() {
        let Some(argument) = call
            .arguments
            .first()
            .filter(|_| matches!(call.name.text.as_str(), "absent" | "absent_over_time"))
        else {
            continue;
        };
        if argument.selector().is_some() {
            continue;
        }
        // The labels that the series inside would have had.
        let lost: Vec<(&str, &str)> = argument
            .descend()
            .iter()
            .find_map(|inner: &&Expression| inner.selector())
            .map(said)
            .unwrap_or_default()
            .into_iter()
            .filter(|(label, _)| alert.label(label).is_none())
            .collect();
        let Some((label, value)) = lost.first() else {
            continue;
        };
        let edits = add_entry(report.text, alert.node, "labels", label, value);
        let fix = report.fix(
            format!("set `{label}: {value}` as a label of the alert"),
            Safety::Unsafe,
            edits.into_iter().collect(),
        );
        asked
            .find(
                report,
                expression.range,
                format!("`{}` of a calculation keeps no label: `{}` does not say which `{label}` is gone, and routes cannot tell", call.name.text, alert.name()),
            )
            .fix = Some(fix);
    }
}

/// Labels that a selector says outright.
fn said(selector: &Selector) -> Vec<(&str, &str)> {
    selector
        .matchers
        .iter()
        .filter(|matcher| {
            matcher.operator == MatchOperator::Equal && matcher.label.text != "__name__"
        })
        .map(|matcher| (matcher.label.text.as_str(), matcher.value.text.as_str()))
        .collect()
}
