//! The decisions, one module a subject, in the order of the trace.

mod compliance;
mod containerization;
mod networking;
mod placement;
mod recovery;
mod resources;
mod secrets;

pub(crate) use placement::usual_region;
pub(crate) use resources::title;

use crate::case::Case;
use crate::design::Decision;

/// Everything that decides, in the order of the trace.
pub(crate) const DECIDERS: &[fn(&Case<'_>) -> Vec<Decision>] = &[
    placement::decide,
    compliance::decide,
    containerization::decide,
    networking::decide,
    secrets::decide,
    resources::decide,
    recovery::decide,
];

/// All decisions of a case, without what would change them.
pub(crate) fn all(case: &Case<'_>) -> Vec<Decision> {
    DECIDERS.iter().flat_map(|decide| decide(case)).collect()
}

/// A decision with the parts that every one has; the others are added with struct update.
fn decision(
    key: &str,
    choice: impl Into<String>,
    rule: &str,
    reason: impl Into<String>,
) -> Decision {
    Decision {
        key: key.to_owned(),
        choice: choice.into(),
        rule: rule.to_owned(),
        inputs: Vec::new(),
        reason: reason.into(),
        runner_up: None,
        would_change: Vec::new(),
        current_answer: None,
    }
}
