//! `rate-of-sum`: `rate` of counters that were added up first.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::Node;

use crate::asked::{Asked, is_rate};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "rate-of-sum",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("rate_of_sum.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, call) in asked
        .calls()
        .filter(|(_, _, call)| is_rate(&call.name.text))
    {
        let Some(Node::Subquery { inner, .. }) =
            call.arguments.first().map(|argument| &argument.bare().node)
        else {
            continue;
        };
        if let Node::Aggregation(aggregation) = &inner.bare().node {
            let name = call.name.text.as_str();
            let operation = aggregation.operation.text.as_str();
            asked.find(
                report,
                expression.range,
                format!("`{name}` of `{operation}`: a restart of one instance looks like a fall of all; take `{operation}` of `{name}`"),
            );
        }
    }
}
