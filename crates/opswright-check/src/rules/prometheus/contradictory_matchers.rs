//! `contradictory-matchers`: matchers that no series can pass together.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::LabelMatch;
use opswright_promql::{MatchOperator, Matcher};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "contradictory-matchers",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("contradictory_matchers.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, _, selector) in asked.selectors() {
        let plain: Vec<LabelMatch> = selector.matchers.iter().map(plain).collect();
        for (index, (matcher, own)) in selector.matchers.iter().zip(&plain).enumerate() {
            let before = plain
                .iter()
                .take(index)
                .position(|other| own.contradicts(other));
            if let Some(other) = before.and_then(|at| selector.matchers.get(at)) {
                asked.find(
                    report,
                    matcher.range,
                    format!(
                        "no series passes both `{}` and `{}`",
                        asked.slice(other.range),
                        asked.slice(matcher.range)
                    ),
                );
            }
        }
    }
}

fn plain(matcher: &Matcher) -> LabelMatch {
    LabelMatch {
        label: matcher.label.text.clone(),
        operator: match matcher.operator {
            MatchOperator::Equal => "=",
            MatchOperator::NotEqual => "!=",
            MatchOperator::Matches => "=~",
            MatchOperator::MatchesNot => "!~",
        },
        value: matcher.value.text.clone(),
    }
}
