//! `rate-of-gauge`: `rate` of something that also falls.

use opswright_diagnostic::{Confidence, Severity};

use super::metrics::is_gauge;
use crate::asked::{Asked, is_rate};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "rate-of-gauge",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("rate_of_gauge.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, call) in asked.calls() {
        let metric = call
            .arguments
            .first()
            .filter(|_| is_rate(&call.name.text))
            .and_then(|argument| argument.selector())
            .map(opswright_promql::Selector::metric);
        if let Some(metric) = metric.filter(|metric| is_gauge(metric)) {
            asked.find(
                report,
                expression.range,
                format!(
                    "`{metric}` goes up and down, and `{}` takes each fall for a restart; `delta` or `deriv` do not",
                    call.name.text
                ),
            );
        }
    }
}
