//! Inputs with where they came from.

use opswright_survey::{Evidence, Fact};

use crate::answers::Answer;
use crate::design::{Input, Provenance};

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

/// An input that another decision decided.
pub(crate) fn decided(key: &str, value: &str) -> Input {
    Input {
        key: key.to_owned(),
        value: value.to_owned(),
        provenance: Provenance::Decision(key.to_owned()),
    }
}
