//! `nameless-selector`: a selector without a metric.

use opswright_diagnostic::{Confidence, Severity};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "nameless-selector",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("nameless_selector.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    if asked.rule().is_none() {
        return;
    }
    for (_, expression, selector) in asked.selectors() {
        let named = selector.name.is_some()
            || selector.of_label("__name__").next().is_some()
            || selector.braces.is_none();
        if !named {
            asked.find(
                report,
                expression.range,
                format!(
                    "`{}` reads every metric of these series",
                    asked.words(expression)
                ),
            );
        }
    }
}
