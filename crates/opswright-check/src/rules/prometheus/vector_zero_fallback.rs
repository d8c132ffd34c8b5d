//! `vector-zero-fallback`: `or vector(0)` beside series that have labels.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{BinaryOperator, Labels, Node};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "vector-zero-fallback",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("vector_zero_fallback.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, _, binary) in asked.binaries() {
        let constant = matches!(
            &binary.right.bare().node,
            Node::Call(call) if call.name.text == "vector"
        );
        let on_nothing = binary
            .matching
            .as_ref()
            .is_some_and(|matching| matching.on && matching.labels.is_empty());
        if binary.operator != BinaryOperator::Or || !constant || on_nothing {
            continue;
        }
        if binary.left.labels() != Labels::none() {
            asked.find(
                report,
                binary.right.range,
                format!("`{}` has no labels: it comes beside the series on the left, not in place of the missing ones", asked.slice(binary.right.range)),
            );
        }
    }
}
