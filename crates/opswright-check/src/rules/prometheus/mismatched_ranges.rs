//! `mismatched-ranges`: a ratio whose sides look back differently.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{BinaryOperator, Expression, Node, duration_text};

use crate::asked::{Asked, is_rate};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "mismatched-ranges",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("mismatched_ranges.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, binary) in asked.binaries() {
        if binary.operator != BinaryOperator::Divide {
            continue;
        }
        let (left, right) = (rates(&binary.left), rates(&binary.right));
        let (Some(first), Some(second)) = (left.first(), right.first()) else {
            continue;
        };
        let even = |side: &[(f64, &str)]| side.windows(2).all(|pair| same(pair[0].0, pair[1].0));
        let shared = left
            .iter()
            .any(|(_, metric)| right.iter().any(|(_, other)| metric == other));
        if !even(&left) || !even(&right) || same(first.0, second.0) || shared {
            continue;
        }
        asked.find(
            report,
            expression.range,
            format!(
                "`{}` is taken over {} and `{}` over {}: the ratio is that of two different times",
                first.1,
                duration_text(first.0),
                second.1,
                duration_text(second.0)
            ),
        );
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.001
}

/// How far the rates in an expression look back, each with its metric.
fn rates(expression: &Expression) -> Vec<(f64, &str)> {
    expression
        .descend()
        .into_iter()
        .filter_map(|inner| match &inner.node {
            Node::Call(call) if is_rate(&call.name.text) => {
                let argument = call.arguments.first()?;
                Some((argument.window()?.seconds?, argument.selector()?.metric()))
            }
            _ => None,
        })
        .collect()
}
