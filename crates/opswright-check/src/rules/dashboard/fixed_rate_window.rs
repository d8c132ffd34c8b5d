//! `fixed-rate-window`: a rate over a range that does not follow the time that is shown.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::Expression;

use crate::asked::{Asked, Asker};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "fixed-rate-window",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("fixed_rate_window.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    if matches!(asked.asker, Asker::Rule(..)) {
        return;
    }
    for (_, _, call) in asked.calls() {
        let window = call
            .arguments
            .iter()
            .find_map(Expression::window)
            .filter(|_| matches!(call.name.text.as_str(), "rate" | "irate"));
        let Some(window) = window else {
            continue;
        };
        let text = asked.slice(window.range);
        let fixed = window.seconds.is_some()
            || matches!(
                text,
                "$__interval" | "$interval" | "${__interval}" | "[[interval]]"
            );
        if !fixed {
            continue;
        }
        let fix = asked.fix(
            report,
            "look back by `$__rate_interval`",
            Safety::Unsafe,
            &[(window.range, "$__rate_interval".to_owned())],
        );
        let message = if window.seconds.is_some() {
            format!(
                "`[{text}]` skips samples where a week is shown, and may hold none where the scrapes are rare"
            )
        } else {
            format!(
                "`[{text}]` is shorter than two scrapes where an hour is shown, and then there is no rate"
            )
        };
        asked.find(report, window.range, message).fix = Some(fix);
    }
}
