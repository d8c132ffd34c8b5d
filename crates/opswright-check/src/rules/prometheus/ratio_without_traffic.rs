//! `ratio-without-traffic`: an alert on a share that does not ask whether there was traffic.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::{Binary, BinaryOperator, Expression, Node};
use opswright_source::Range;

use crate::asked::{Asked, rate_call, threshold};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "ratio-without-traffic",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("ratio_without_traffic.md"),
    run: &[Run::Query(run)],
};

/// Events in a second below which a share says nothing.
const FLOOR: &str = "0.1";

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    let Some(alert) = asked.alert() else {
        return;
    };
    let root = &asked.embedded.query.root;
    let Node::Binary(comparison) = &root.node else {
        return;
    };
    let Some((value, BinaryOperator::Greater | BinaryOperator::GreaterOrEqual, _)) =
        threshold(comparison)
    else {
        return;
    };
    let Some((whole, labels)) = ratio(value).and_then(whole) else {
        return;
    };
    let text = asked
        .slice(whole.range)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let floor = format!(" and on ({labels}) {text} > {FLOOR}");
    let fix = asked.fix(
        report,
        format!("ask for more than {FLOOR} in a second"),
        Safety::Unsafe,
        &[(Range::at(root.range.end), floor)],
    );
    asked
        .find(
            report,
            value.range,
            format!(
                "with a single request one error is 100 %: `{}` fires at night, when nobody calls",
                alert.name()
            ),
        )
        .fix = Some(fix);
}

/// The division, seen through parentheses and a factor.
fn ratio(value: &Expression) -> Option<&Binary> {
    let Node::Binary(binary) = &value.bare().node else {
        return None;
    };
    match binary.operator {
        BinaryOperator::Divide => Some(binary),
        BinaryOperator::Multiply if binary.right.number().is_some() => ratio(&binary.left),
        BinaryOperator::Multiply if binary.left.number().is_some() => ratio(&binary.right),
        _ => None,
    }
}

/// What is divided by, where it is a sum of rates, and the labels that it keeps.
fn whole(ratio: &Binary) -> Option<(&Expression, String)> {
    let whole = ratio.right.bare();
    let part = matches!(&ratio.left.bare().node, Node::Aggregation(_));
    let Node::Aggregation(aggregation) = &whole.node else {
        return None;
    };
    let sum = part && aggregation.operation.text == "sum" && ratio.matching.is_none();
    let rated = rate_call(aggregation.series()?).is_some_and(|call| call.name.text == "rate");
    (sum && rated).then_some(())?;
    let labels = match &aggregation.grouping {
        None => String::new(),
        Some(grouping) if grouping.without => return None,
        Some(grouping) => {
            let names: Vec<&str> = grouping
                .labels
                .iter()
                .map(|label| label.text.as_str())
                .collect();
            names.join(", ")
        }
    };
    Some((whole, labels))
}
