//! `bool-in-alert`: an alert whose comparison gives 0 instead of nothing.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::Node;
use opswright_source::Range;

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "bool-in-alert",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("bool_in_alert.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    let Some(alert) = asked.alert() else {
        return;
    };
    let Node::Binary(binary) = &asked.embedded.query.root.bare().node else {
        return;
    };
    let Some(word) = binary.returns_bool else {
        return;
    };
    let rest = binary.right.range.start;
    let end = binary
        .matching
        .as_ref()
        .map_or(rest, |matching| matching.range.start);
    let fix = asked.fix(
        report,
        "leave `bool` out",
        Safety::Safe,
        &[(Range::new(word.start, end.max(word.end)), String::new())],
    );
    asked
        .find(
            report,
            word,
            format!(
                "with `bool` the comparison gives 0 or 1 for every series, and `{}` fires for both",
                alert.name()
            ),
        )
        .fix = Some(fix);
}
