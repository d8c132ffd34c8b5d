//! `topk-in-alert`: an alert on the largest few.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{Expression, Node};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "topk-in-alert",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("topk_in_alert.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    if asked.alert().is_none() {
        return;
    }
    for (index, expression, aggregation) in asked.aggregations() {
        let name = aggregation.operation.text.as_str();
        let inside = asked.around(index).any(|(_, outer)| {
            matches!(&outer.node, Node::Aggregation(outer) if !matches!(outer.operation.text.as_str(), "topk" | "bottomk"))
        });
        // One of each group is how duplicates are left out before a join.
        let picks = aggregation.grouping.is_some()
            && aggregation.arguments.first().and_then(Expression::number) == Some(1.0);
        if matches!(name, "topk" | "bottomk" | "limitk" | "limit_ratio") && !inside && !picks {
            asked.find(
                report,
                expression.range,
                format!("which series are the few of `{name}` changes from one evaluation to the next: each change resets `for`, and is another alert"),
            );
        }
    }
}
