//! `invalid-query`: a query that Prometheus refuses.

use opswright_diagnostic::{Confidence, Severity};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-query",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_query.md"),
    run: &[Run::AnyQuery(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    // What follows the first error often follows from it. An unknown function has a rule of its own.
    let error = asked
        .embedded
        .query
        .errors
        .first()
        .filter(|error| !error.message.starts_with("there is no function"));
    if let Some(error) = error {
        asked.find(report, error.range, error.message.as_str());
    }
}
