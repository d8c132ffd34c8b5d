//! `unconditional-alert`: an alert that fires as long as its series exist.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{BinaryOperator, Expression, Node};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unconditional-alert",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unconditional_alert.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    let Some(alert) = asked.alert() else {
        return;
    };
    let root = &asked.embedded.query.root;
    // `vector(1)` fires always, and is meant to; what was recorded may hold the condition.
    let recorded = asked.selectors().any(|(_, _, selector)| {
        let metric = selector.metric();
        let says_by_labels = metric.ends_with("_info") || metric.ends_with("_metadata");
        metric.contains(':') || metric.starts_with("ALERTS") || metric.is_empty() || says_by_labels
    });
    if asked.selectors().next().is_none() || recorded || is_condition(root) {
        return;
    }
    let metric = asked
        .selectors()
        .next()
        .map_or("", |(_, _, selector)| selector.metric());
    asked.find(
        report,
        root.range,
        format!(
            "nothing is compared: `{}` fires as long as `{metric}` exists, also at 0",
            alert.name()
        ),
    );
}

/// Whether it gives nothing in some state of what it reads.
fn is_condition(expression: &Expression) -> bool {
    match &expression.node {
        Node::Binary(binary) => match binary.operator {
            operator if operator.is_comparison() => {
                binary.returns_bool.is_none() || is_condition(&binary.left)
            }
            BinaryOperator::And | BinaryOperator::Unless => true,
            BinaryOperator::Or => is_condition(&binary.left) && is_condition(&binary.right),
            _ => is_condition(&binary.left) || is_condition(&binary.right),
        },
        Node::Call(call) if call.name.text.starts_with("absent") => true,
        _ => expression.children().into_iter().any(is_condition),
    }
}
