//! `high-cardinality-grouping`: a grouping by a label that has a value for everyone.

use opswright_diagnostic::{Confidence, Severity};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "high-cardinality-grouping",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("high_cardinality_grouping.md"),
    run: &[Run::Query(run)],
};

/// Labels with a value for each user, request or process.
const MANY: [&str; 20] = [
    "user",
    "user_id",
    "userid",
    "customer_id",
    "session",
    "session_id",
    "request_id",
    "trace_id",
    "span_id",
    "email",
    "ip",
    "client_ip",
    "remote_addr",
    "url",
    "uri",
    "path",
    "query",
    "container_id",
    "uid",
    "pod",
];

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    let Some(alert) = asked.alert() else {
        return;
    };
    for (_, _, aggregation) in asked.aggregations() {
        let Some(grouping) = aggregation
            .grouping
            .as_ref()
            .filter(|grouping| !grouping.without)
        else {
            continue;
        };
        for label in grouping
            .labels
            .iter()
            .filter(|label| MANY.contains(&label.text.as_str()))
        {
            asked.find(
                report,
                label.range,
                format!(
                    "`{}` fires once for each `{}`: an outage is as many alerts",
                    alert.name(),
                    label.text
                ),
            );
        }
    }
}
