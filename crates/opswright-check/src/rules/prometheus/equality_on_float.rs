//! `equality-on-float`: a calculated number that is compared for equality.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{BinaryOperator, Expression, Node};

use crate::asked::{Asked, threshold};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "equality-on-float",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("equality_on_float.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, _, binary) in asked.binaries() {
        if !matches!(
            binary.operator,
            BinaryOperator::Equal | BinaryOperator::NotEqual
        ) {
            continue;
        }
        let Some((value, _, number)) = threshold(binary) else {
            continue;
        };
        let what = calculated(value);
        if let Some(what) = what.filter(|_| number != 0.0) {
            let answer = if binary.operator == BinaryOperator::Equal {
                "never"
            } else {
                "always"
            };
            asked.find(
                report,
                binary.operator_range,
                format!(
                    "`{what}` gives a fraction, so that it is {answer} `{} {number}` exactly",
                    binary.operator.sign()
                ),
            );
        }
    }
}

/// The function that makes a value a fraction.
fn calculated(value: &Expression) -> Option<&str> {
    match &value.bare().node {
        Node::Call(call) => match call.name.text.as_str() {
            name @ ("rate" | "irate" | "increase" | "deriv" | "histogram_quantile"
            | "predict_linear") => Some(name),
            "abs" => call.arguments.first().and_then(calculated),
            _ => None,
        },
        Node::Aggregation(aggregation)
            if matches!(
                aggregation.operation.text.as_str(),
                "sum" | "avg" | "max" | "min"
            ) =>
        {
            aggregation.series().and_then(calculated)
        }
        _ => None,
    }
}
