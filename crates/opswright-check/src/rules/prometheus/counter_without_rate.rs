//! `counter-without-rate`: a counter whose absolute value is compared or shown.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{BinaryOperator, Node};

use crate::asked::{Asked, Asker};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "counter-without-rate",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("counter_without_rate.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (index, expression, selector) in asked.selectors() {
        let metric = selector.metric();
        let panel = matches!(asked.asker, Asker::Panel);
        if !metric.ends_with("_total")
            || metric.contains([':', '$'])
            || !panel && !counts_events(metric)
        {
            continue;
        }
        let counted = asked.around(index).any(|(_, outer)| match &outer.node {
            Node::Range { .. } | Node::Subquery { .. } => true,
            Node::Call(call) => {
                matches!(call.name.text.as_str(), "absent" | "timestamp" | "vector")
            }
            Node::Aggregation(aggregation) => matches!(
                aggregation.operation.text.as_str(),
                "count" | "group" | "count_values"
            ),
            // Two states of one counter, or what only says which series there are.
            Node::Binary(binary) => {
                binary.operator.is_set()
                    || matches!(
                        binary.operator,
                        BinaryOperator::Equal | BinaryOperator::NotEqual | BinaryOperator::Subtract
                    )
                    || matches!(asked.asker, Asker::Rule(..)) && !binary.operator.is_comparison()
            }
            _ => false,
        });
        let compared = asked.around(index).any(|(_, outer)| {
            matches!(&outer.node, Node::Binary(binary) if binary.operator.is_comparison())
        });
        if counted || asked.rule().is_some() && !(compared && asked.alert().is_some()) {
            continue;
        }
        asked.find(
            report,
            expression.range,
            format!("`{metric}` is a counter: its value says how long the process has run; take `rate` or `increase` of it"),
        );
    }
}

/// Whether a name says that events were counted; some gauges end in `_total` as well.
fn counts_events(metric: &str) -> bool {
    const EVENTS: [&str; 30] = [
        "errors",
        "error",
        "requests",
        "responses",
        "failures",
        "failed",
        "dropped",
        "restarts",
        "bytes",
        "seconds",
        "packets",
        "retries",
        "timeouts",
        "messages",
        "events",
        "operations",
        "ops",
        "calls",
        "hits",
        "misses",
        "created",
        "processed",
        "sent",
        "received",
        "rejected",
        "exceptions",
        "kills",
        "evictions",
        "reconnects",
        "resets",
    ];
    metric.split('_').any(|word| EVENTS.contains(&word))
        && !metric.contains("pending")
        && !metric.contains("current")
}
