//! `pointless-matcher`: a matcher that every series passes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::{MatchOperator, Selector};
use opswright_source::Range;

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "pointless-matcher",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("pointless_matcher.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, _, selector) in asked.selectors() {
        for (index, matcher) in selector.matchers.iter().enumerate() {
            if matcher.operator != MatchOperator::Matches || matcher.value.text != ".*" {
                continue;
            }
            let fix = without(selector, index).map(|range| {
                asked.fix(
                    report,
                    "leave the matcher out",
                    Safety::Safe,
                    &[(range, String::new())],
                )
            });
            asked
                .find(
                    report,
                    matcher.range,
                    format!(
                        "every series passes `{}`, those without `{}` too",
                        asked.slice(matcher.range),
                        matcher.label.text
                    ),
                )
                .fix = fix;
        }
    }
}

/// The bytes of a matcher with its comma; `None` where nothing would be left to select by.
fn without(selector: &Selector, index: usize) -> Option<Range> {
    let own = selector.matchers.get(index)?;
    if let Some(next) = selector.matchers.get(index + 1) {
        return Some(Range::new(own.range.start, next.range.start));
    }
    if let Some(before) = index
        .checked_sub(1)
        .and_then(|before| selector.matchers.get(before))
    {
        return Some(Range::new(before.range.end, own.range.end));
    }
    let name_outside = selector
        .name
        .as_ref()
        .zip(selector.braces)
        .is_some_and(|(name, braces)| name.range.end <= braces.start);
    selector.braces.filter(|_| name_outside)
}
