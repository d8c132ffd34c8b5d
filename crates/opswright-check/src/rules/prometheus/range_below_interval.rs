//! `range-below-interval`: a range that is shorter than the time between evaluations.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{Expression, duration_text};

use crate::asked::{Asked, Asker, is_rate};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "range-below-interval",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("range_below_interval.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    let Asker::Rule(group, _) = asked.asker else {
        return;
    };
    let Some(interval) = group.interval_seconds() else {
        return;
    };
    for (_, _, call) in asked.calls() {
        let window = call
            .arguments
            .iter()
            .find_map(Expression::window)
            .filter(|_| is_rate(&call.name.text) || call.name.text.ends_with("_over_time"));
        let Some((window, seconds)) = window.and_then(|window| Some((window, window.seconds?)))
        else {
            continue;
        };
        if seconds < interval {
            asked.find(
                report,
                window.range,
                format!("the group is evaluated every {}, and this looks back only {}: what happens in between is never seen", duration_text(interval), duration_text(seconds)),
            );
        }
    }
}
