//! `impossible-ratio`: a share that is compared with a number above 1.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{BinaryOperator, Expression, Node};

use crate::asked::{Asked, rate_call, threshold};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "impossible-ratio",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("impossible_ratio.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, binary) in asked.binaries() {
        let Some((value, operator, number)) = threshold(binary) else {
            continue;
        };
        let never = match operator {
            BinaryOperator::Greater => number >= 1.0,
            BinaryOperator::GreaterOrEqual | BinaryOperator::Equal => number > 1.0,
            _ => false,
        };
        let Node::Binary(ratio) = &value.bare().node else {
            continue;
        };
        if !never || ratio.operator != BinaryOperator::Divide {
            continue;
        }
        let (Some(part), Some(whole)) = (metric(&ratio.left), metric(&ratio.right)) else {
            continue;
        };
        if part == whole && is_narrower(&ratio.left, &ratio.right) {
            asked.find(
                report,
                expression.range,
                format!(
                    "this is a share of `{whole}`, between 0 and 1: it is never above {number}"
                ),
            );
        }
    }
}

/// The metric of an aggregated rate.
fn metric(side: &Expression) -> Option<&str> {
    let rate = match &side.bare().node {
        Node::Aggregation(aggregation) if aggregation.operation.text == "sum" => {
            rate_call(aggregation.series()?)?
        }
        _ => rate_call(side)?,
    };
    // Arithmetic may have made it something else.
    side.descend()
        .iter()
        .all(|inner| !matches!(inner.node, Node::Binary(_)))
        .then_some(())?;
    Some(rate.arguments.first()?.selector()?.metric())
}

/// Whether the left side has matchers that the right one has not, and all of its.
fn is_narrower(left: &Expression, right: &Expression) -> bool {
    let selector = |side: &Expression| {
        side.descend()
            .into_iter()
            .find_map(|inner| inner.selector().cloned())
    };
    let (Some(left), Some(right)) = (selector(left), selector(right)) else {
        return false;
    };
    left.matchers.len() > right.matchers.len()
        && right.matchers.iter().all(|matcher| {
            left.matchers.iter().any(|other| {
                other.label.text == matcher.label.text && other.value.text == matcher.value.text
            })
        })
}
