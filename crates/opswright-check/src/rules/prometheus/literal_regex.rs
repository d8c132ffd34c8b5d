//! `literal-regex`: a pattern without any sign of a pattern.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::MatchOperator;

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "literal-regex",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("literal_regex.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for matcher in asked.matchers() {
        let plain = match matcher.operator {
            MatchOperator::Matches => "=",
            MatchOperator::MatchesNot => "!=",
            _ => continue,
        };
        let value = matcher.value.text.as_str();
        if value.is_empty()
            || value.contains([
                '.', '+', '*', '?', '(', ')', '[', ']', '{', '}', '|', '^', '$', '\\',
            ])
        {
            continue;
        }
        let fix = asked.fix(
            report,
            format!("compare with `{plain}`"),
            Safety::Safe,
            &[(matcher.operator_range, plain.to_owned())],
        );
        asked
            .find(
                report,
                matcher.range,
                format!("`{value}` is no pattern; `{plain}` says the same and is faster"),
            )
            .fix = Some(fix);
    }
}
