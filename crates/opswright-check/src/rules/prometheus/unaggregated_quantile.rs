//! `unaggregated-quantile`: a quantile of each series instead of all together.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::Node;

use super::grouping::{kept_labels, summed};
use crate::asked::{Asked, Asker};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unaggregated-quantile",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unaggregated_quantile.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    if matches!(asked.asker, Asker::Panel) {
        return;
    }
    for (_, expression, call) in asked.calls() {
        let Some(buckets) = call
            .arguments
            .get(1)
            .filter(|_| call.name.text == "histogram_quantile")
        else {
            continue;
        };
        let direct = match &buckets.bare().node {
            Node::Call(inner) => inner.arguments.first().and_then(|range| range.selector()),
            _ => buckets.selector(),
        };
        let Some(metric) = direct
            .map(opswright_promql::Selector::metric)
            .filter(|metric| metric.ends_with("_bucket") && !metric.contains(':'))
        else {
            continue;
        };
        let by = kept_labels(asked, &[]);
        let by = format!("{by}, le");
        let fix = asked.fix(
            report,
            format!("aggregate the buckets with `sum by ({by})`"),
            Safety::Unsafe,
            &[(buckets.range, summed(&by, asked.slice(buckets.range)))],
        );
        // Who names the labels of the series means each of them.
        let each = asked
            .alert()
            .is_some_and(|alert| alert.node.range().slice(report.text).contains("$labels."));
        let finding = asked.find(
                report,
                expression.range,
                format!("`{metric}` is not aggregated by `le`: this is a quantile for each series, and one slow request on a quiet path is enough"),
            );
        finding.fix = Some(fix);
        if each {
            finding.confidence = Confidence::Medium;
        }
    }
}
