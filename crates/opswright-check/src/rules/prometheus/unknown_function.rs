//! `unknown-function`: a function that Prometheus does not have.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::FUNCTIONS;

use crate::asked::Asked;
use crate::closeness::is_close;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-function",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unknown_function.md"),
    run: &[Run::AnyQuery(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    let unknown = asked
        .embedded
        .query
        .errors
        .first()
        .filter(|error| error.message.starts_with("there is no function"));
    let Some(error) = unknown else {
        return;
    };
    let name = asked.slice(error.range);
    let lower = name.to_lowercase();
    let close: Vec<&str> = FUNCTIONS
        .iter()
        .map(|function| function.name)
        .filter(|known| *known == lower || is_close(known, name))
        .collect();
    let fix = match close.as_slice() {
        [only] => Some(asked.fix(
            report,
            format!("call `{only}`"),
            Safety::Unsafe,
            &[(error.range, (*only).to_owned())],
        )),
        _ => None,
    };
    asked.find(report, error.range, error.message.as_str()).fix = fix;
}
