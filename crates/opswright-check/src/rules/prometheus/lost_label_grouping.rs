//! `lost-label-grouping`: a grouping by a label that is gone already.

use opswright_diagnostic::{Confidence, Severity};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "lost-label-grouping",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("lost_label_grouping.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, _, aggregation) in asked.aggregations() {
        let (Some(grouping), Some(series)) = (&aggregation.grouping, aggregation.series()) else {
            continue;
        };
        if grouping.without {
            continue;
        }
        let labels = series.labels();
        for label in grouping
            .labels
            .iter()
            .filter(|label| !labels.may_have(&label.text))
        {
            asked.find(
                report,
                label.range,
                format!(
                    "`{}` was aggregated away inside, so that nothing is grouped by it",
                    label.text
                ),
            );
        }
    }
}
