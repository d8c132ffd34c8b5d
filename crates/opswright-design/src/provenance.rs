//! Inputs with where they came from.

use opswright_survey::{Evidence, Fact};

use crate::answers::Answer;
use crate::design::{Input, Provenance};

/// A value and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sourced<T> {
    pub(crate) value: T,
    pub(crate) provenance: Provenance,
}

/// The first place that proves a fact, as `file:line`.
pub(crate) fn of_evidence(evidence: &[Evidence]) -> Provenance {
    evidence.first().map_or(Provenance::Assumed, |place| {
        Provenance::Fact(place_text(place))
    })
}

/// `file:line`.
pub(crate) fn place_text(place: &Evidence) -> String {
    format!("{}:{}", place.path, place.line)
}

/// The input that an answer is.
pub(crate) fn of_answer(key: &str, answer: &Answer) -> Input {
    Input {
        key: key.to_owned(),
        value: answer.value.clone(),
        provenance: Provenance::Answer(answer.provenance.clone()),
    }
}

/// The input that a fact is.
pub(crate) fn of_fact<T: ToString>(key: &str, fact: &Fact<T>) -> Input {
    Input {
        key: key.to_owned(),
        value: fact.value.to_string(),
        provenance: of_evidence(&fact.evidence),
    }
}

/// An input that nobody said.
pub(crate) fn assumed(key: &str, value: &str) -> Input {
    Input {
        key: key.to_owned(),
        value: value.to_owned(),
        provenance: Provenance::Assumed,
    }
}
