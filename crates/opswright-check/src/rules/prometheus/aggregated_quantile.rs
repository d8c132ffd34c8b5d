//! `aggregated-quantile`: an average or a sum of quantiles.

use opswright_diagnostic::{Confidence, Severity};

use crate::asked::{Asked, is_exactly};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "aggregated-quantile",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("aggregated_quantile.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, aggregation) in asked.aggregations() {
        if !matches!(aggregation.operation.text.as_str(), "avg" | "sum") {
            continue;
        }
        let quantile = aggregation
            .series()
            .and_then(|series| series.selector())
            .and_then(|selector| {
                selector
                    .matchers
                    .iter()
                    .find(|matcher| is_exactly(matcher, "quantile"))
                    .map(|_| selector)
            });
        if let Some(selector) = quantile {
            asked.find(
                report,
                expression.range,
                format!(
                    "`{}` of quantiles of `{}` has no meaning: the {} of percentiles is no percentile",
                    aggregation.operation.text,
                    selector.metric(),
                    if aggregation.operation.text == "avg" { "average" } else { "sum" },
                ),
            );
        }
    }
}
