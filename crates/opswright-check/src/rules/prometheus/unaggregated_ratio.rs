//! `unaggregated-ratio`: a ratio in which each series is divided by itself.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::{BinaryOperator, Expression, Matcher, Selector};

use super::grouping::{kept_labels, summed};
use crate::asked::{Asked, rate_call};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unaggregated-ratio",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unaggregated_ratio.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, binary) in asked.binaries() {
        if binary.operator != BinaryOperator::Divide || binary.matching.is_some() {
            continue;
        }
        let (Some(part), Some(whole)) = (series(&binary.left), series(&binary.right)) else {
            continue;
        };
        if part.0.metric() != whole.0.metric() || part.0.metric().is_empty() {
            continue;
        }
        let own = |a: &Selector, b: &Selector| -> Vec<String> {
            a.matchers
                .iter()
                .filter(|matcher| !b.matchers.iter().any(|other| is_same(matcher, other)))
                .map(|matcher| matcher.label.text.clone())
                .collect()
        };
        let narrowed = own(part.0, whole.0);
        let Some(label) = narrowed.first() else {
            continue;
        };
        let by = kept_labels(asked, &narrowed);
        let replacements = [
            (part.1.range, summed(&by, asked.slice(part.1.range))),
            (whole.1.range, summed(&by, asked.slice(whole.1.range))),
        ];
        let title = format!("aggregate both sides with `sum by ({by})`");
        let fix = asked.fix(report, title, Safety::Safe, &replacements);
        asked
            .find(
                report,
                expression.range,
                format!(
                    "both sides keep `{label}`, so each series of `{}` is divided by itself: the result is 1 or nothing",
                    part.0.metric()
                ),
            )
            .fix = Some(fix);
    }
}

/// The selector of a rate that nothing aggregates, and the call.
fn series(side: &Expression) -> Option<(&Selector, &Expression)> {
    let call = rate_call(side)?;
    let bare = side.bare();
    // With arithmetic around it the call is not the side.
    (bare.range.end == call.parentheses.end && bare.range.start == call.name.range.start)
        .then_some(())?;
    let selector = call.arguments.first()?.selector()?;
    Some((selector, side))
}

fn is_same(a: &Matcher, b: &Matcher) -> bool {
    a.label.text == b.label.text && a.operator == b.operator && a.value.text == b.value.text
}
