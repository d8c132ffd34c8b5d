//! `invalid-query`: a query that Prometheus refuses.

use opswright_diagnostic::{Confidence, Severity};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-query",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_query.md"),
    run: &[Run::AnyQuery(run)],
};

/// Whether a file is for `VictoriaMetrics`, whose language allows more.
fn is_metricsql(path: &str, text: &str) -> bool {
    const MARKS: &[&str] = &[
        "histogram_share(",
        "vmrange",
        "VictoriaMetrics",
        "victoriametrics",
        "keep_metric_names",
        "rollup_rate(",
        "median_over_time(",
    ];
    path.contains("victoria") || MARKS.iter().any(|mark| text.contains(mark))
}

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    // What follows the first error often follows from it. An unknown function has a rule of its own.
    let error = asked
        .embedded
        .query
        .errors
        .first()
        .filter(|error| !error.message.starts_with("there is no function"));
    if let Some(error) = error {
        let other = is_metricsql(report.path(), report.text);
        let finding = asked.find(report, error.range, error.message.as_str());
        if other {
            finding.confidence = Confidence::Low;
        }
    }
}
