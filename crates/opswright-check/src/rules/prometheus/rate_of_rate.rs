//! `rate-of-rate`: `rate` of what is a rate already.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::Node;

use super::metrics::is_recorded_rate;
use crate::asked::{Asked, is_rate};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "rate-of-rate",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("rate_of_rate.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, call) in asked
        .calls()
        .filter(|(_, _, call)| is_rate(&call.name.text))
    {
        let Some(argument) = call.arguments.first() else {
            continue;
        };
        let recorded = argument
            .selector()
            .map(opswright_promql::Selector::metric)
            .filter(|metric| is_recorded_rate(metric));
        let inner = match &argument.bare().node {
            Node::Subquery { inner, .. } => match &inner.bare().node {
                Node::Call(inner) if is_rate(&inner.name.text) => Some(inner.name.text.as_str()),
                _ => None,
            },
            _ => None,
        };
        let name = call.name.text.as_str();
        if let Some(metric) = recorded {
            asked.find(report, expression.range, format!("`{metric}` is a rate by its name, and `{name}` is for counters; use `avg_over_time`"));
        } else if let Some(inner) = inner {
            asked.find(report, expression.range, format!("`{name}` of `{inner}`: a rate falls as it rises, and each fall is taken for a restart"));
        }
    }
}
