//! `mismatched-grouping`: two sides that are matched on all labels and never have the same.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{BinaryOperator, Expression, Labels, Type};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "mismatched-grouping",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("mismatched_grouping.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, _, binary) in asked.binaries() {
        let vectors =
            binary.left.value_type() == Type::Vector && binary.right.value_type() == Type::Vector;
        if binary.matching.is_some() || !vectors || binary.operator == BinaryOperator::Or {
            continue;
        }
        let (left, right) = (binary.left.labels(), binary.right.labels());
        let differ = match (&left, &right) {
            (Labels::Only(a), Labels::Only(b)) => a != b,
            (Labels::Only(_), Labels::AllBut(_)) => is_scraped(&binary.right),
            (Labels::AllBut(_), Labels::Only(_)) => is_scraped(&binary.left),
            (Labels::AllBut(_), Labels::AllBut(_)) => false,
        };
        if differ {
            let so = if binary.operator == BinaryOperator::Unless {
                "nothing is ever taken away"
            } else {
                "nothing matches"
            };
            asked.find(
                report,
                binary.operator_range,
                format!(
                    "the left side has {} and the right one {}: {so}",
                    words(&left),
                    words(&right)
                ),
            );
        }
    }
}

/// Whether all series in it come from a scrape, which gives them `job` and `instance`.
fn is_scraped(expression: &Expression) -> bool {
    expression.descend().iter().all(|inner| {
        inner.selector().is_none_or(|selector| {
            let metric = selector.metric();
            !metric.is_empty() && !metric.contains([':', '$']) && metric != "ALERTS"
        })
    })
}

fn words(labels: &Labels) -> String {
    match labels {
        Labels::Only(labels) if labels.is_empty() => "no labels".to_owned(),
        Labels::Only(labels) => {
            let names: Vec<String> = labels.iter().map(|label| format!("`{label}`")).collect();
            names.join(", ")
        }
        Labels::AllBut(_) => "all that a scrape gives".to_owned(),
    }
}
