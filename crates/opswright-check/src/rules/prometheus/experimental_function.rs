//! `experimental-function`: a function that a server has only with a flag, or not any more.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::Node;

use crate::asked::{Asked, Asker};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "experimental-function",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("experimental_function.md"),
    run: &[Run::Query(run)],
};

/// Functions behind `--enable-feature=promql-experimental-functions`.
const EXPERIMENTAL: [&str; 18] = [
    "double_exponential_smoothing",
    "end",
    "first_over_time",
    "histogram_quantiles",
    "info",
    "limit_ratio",
    "limitk",
    "mad_over_time",
    "max_of",
    "min_of",
    "range",
    "sort_by_label",
    "sort_by_label_desc",
    "start",
    "start_timestamp",
    "step",
    "ts_of_max_over_time",
    "ts_of_min_over_time",
];

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    if !matches!(asked.asker, Asker::Rule(..)) {
        return;
    }
    for seen in &asked.seen {
        let name = match &seen.expression.node {
            Node::Call(call) => &call.name,
            Node::Aggregation(aggregation) => &aggregation.operation,
            _ => continue,
        };
        if name.text == "holt_winters" {
            asked.find(
                report,
                name.range,
                "Prometheus 3 has no `holt_winters`; it is `double_exponential_smoothing`, behind a flag",
            );
        } else if EXPERIMENTAL.contains(&name.text.as_str()) {
            asked.find(
                report,
                name.range,
                format!(
                    "`{}` works only with `--enable-feature=promql-experimental-functions`",
                    name.text
                ),
            );
        }
    }
}
