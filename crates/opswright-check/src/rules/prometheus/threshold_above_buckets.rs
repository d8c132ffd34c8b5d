//! `threshold-above-buckets`: a threshold that no quantile of the histogram can pass.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{BinaryOperator, Node};

use crate::asked::{Asked, threshold};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "threshold-above-buckets",
    severity: Severity::Warning,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("threshold_above_buckets.md"),
    run: &[Run::Query(run)],
};

/// The largest finite bucket that clients have where nobody sets any, in seconds.
const LARGEST: f64 = 10.0;

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, binary) in asked.binaries() {
        let Some((value, operator, number)) = threshold(binary) else {
            continue;
        };
        let above = match operator {
            BinaryOperator::Greater => number >= LARGEST,
            BinaryOperator::GreaterOrEqual => number > LARGEST,
            _ => false,
        };
        let Node::Call(call) = &value.bare().node else {
            continue;
        };
        if !above || call.name.text != "histogram_quantile" {
            continue;
        }
        let metric = value.descend().iter().find_map(|inner| {
            let metric = inner.selector()?.metric();
            metric.ends_with("_seconds_bucket").then_some(metric)
        });
        if let Some(metric) = metric {
            asked.find(
                report,
                expression.range,
                format!("a quantile is at most the largest finite bucket; if `{metric}` has the usual buckets up to 10 s, this is never above {number}"),
            );
        }
    }
}
