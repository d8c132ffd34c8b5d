//! `anchored-regex`: a pattern with anchors that are there anyway.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::MatchOperator;
use opswright_source::Range;

use crate::asked::{Asked, Asker};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "anchored-regex",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("anchored_regex.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for matcher in asked.matchers() {
        if !matches!(
            matcher.operator,
            MatchOperator::Matches | MatchOperator::MatchesNot
        ) {
            continue;
        }
        // In a panel `$` may start a variable.
        let written = asked.slice(matcher.value.range);
        let variables = written.matches('$').count()
            > usize::from(written.ends_with("$\"") || written.ends_with("$'"));
        if matches!(asked.asker, Asker::Panel) && variables {
            continue;
        }
        let inside = Range::new(
            matcher.value.range.start + 1,
            matcher.value.range.end.saturating_sub(1),
        );
        let text = asked.slice(inside);
        let mut edits = Vec::new();
        if text.starts_with('^') {
            edits.push((Range::new(inside.start, inside.start + 1), String::new()));
        }
        if text.ends_with('$') && !text.ends_with("\\$") {
            edits.push((Range::new(inside.end - 1, inside.end), String::new()));
        }
        if edits.is_empty() || text.len() <= edits.len() {
            continue;
        }
        let fix = asked.fix(report, "leave the anchors out", Safety::Safe, &edits);
        asked
            .find(
                report,
                matcher.value.range,
                "patterns are matched as a whole; `^` and `$` change nothing",
            )
            .fix = Some(fix);
    }
}
