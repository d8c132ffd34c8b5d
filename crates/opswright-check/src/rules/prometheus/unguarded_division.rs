//! `unguarded-division`: a recorded ratio that is no number without traffic.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::{BinaryOperator, Node, Type};

use crate::asked::{Asked, is_rate};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unguarded-division",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unguarded_division.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    if asked.rule().is_none() || asked.alert().is_some() {
        return;
    }
    for (_, _, binary) in asked.binaries() {
        if binary.operator != BinaryOperator::Divide || binary.right.value_type() != Type::Vector {
            continue;
        }
        let below = binary.right.descend();
        let rated = below
            .iter()
            .any(|inner| matches!(&inner.node, Node::Call(call) if is_rate(&call.name.text)));
        let guarded = below.iter().any(|inner| {
            matches!(&inner.node, Node::Binary(inner) if inner.operator.is_comparison() || inner.operator.is_set())
                || matches!(&inner.node, Node::Call(call) if call.name.text == "clamp_min")
        });
        if !rated || guarded {
            continue;
        }
        let text = asked.slice(binary.right.range);
        let inner = asked.slice(binary.right.bare().range);
        let fix = asked.fix(
            report,
            "leave out series without traffic",
            Safety::Unsafe,
            &[(binary.right.range, format!("({inner} > 0)"))],
        );
        asked
            .find(
                report,
                binary.right.range,
                format!(
                    "without traffic `{}` is 0, and the ratio is recorded as NaN",
                    text.split_whitespace().collect::<Vec<_>>().join(" ")
                ),
            )
            .fix = Some(fix);
    }
}
