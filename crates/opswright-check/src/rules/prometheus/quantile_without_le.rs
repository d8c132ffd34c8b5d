//! `quantile-without-le`: a quantile of buckets whose `le` was aggregated away.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::{Labels, Node};
use opswright_source::Range;

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "quantile-without-le",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("quantile_without_le.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, _, call) in asked.calls() {
        let Some(buckets) = call
            .arguments
            .get(1)
            .filter(|_| call.name.text == "histogram_quantile")
        else {
            continue;
        };
        let Node::Aggregation(aggregation) = &buckets.bare().node else {
            continue;
        };
        let classic = buckets.descend().iter().any(|inner| {
            inner
                .selector()
                .is_some_and(|selector| selector.metric().ends_with("_bucket"))
        });
        let labels: Labels = buckets.labels();
        if !classic || labels.may_have("le") {
            continue;
        }
        let edit = match &aggregation.grouping {
            None => Some((
                Range::new(
                    aggregation.operation.range.end,
                    aggregation.parentheses.start,
                ),
                " by (le) ".to_owned(),
            )),
            Some(grouping) if !grouping.without => {
                let end = Range::at(grouping.parentheses.end.saturating_sub(1));
                let comma = if grouping.labels.is_empty() { "" } else { ", " };
                Some((end, format!("{comma}le")))
            }
            Some(_) => None,
        };
        let fix = edit.map(|edit| asked.fix(report, "keep `le`", Safety::Safe, &[edit]));
        let place = aggregation
            .grouping
            .as_ref()
            .map_or(aggregation.operation.range, |grouping| grouping.range);
        asked
            .find(
                report,
                place,
                "`le` is aggregated away, and without it `histogram_quantile` gives nothing",
            )
            .fix = fix;
    }
}
