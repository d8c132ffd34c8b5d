//! What people answered, by key, checked at the door.

use std::collections::BTreeMap;

use opswright_survey::Facts;
use serde::{Deserialize, Serialize};

use crate::keys::{self, Key};
use crate::subjects::Subjects;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The value in its normal spelling (`50000` for `50k`).
    pub value: String,
    /// Who said it and where: `--scale`, `--answer`, `opswright.toml:3`. Shown, never part of the digest.
    pub provenance: String,
}

/// Answers by key; every value in it was accepted by [`Answers::set`], or came from a stored design.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers {
    by_key: BTreeMap<String, Answer>,
}

/// Why an answer was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Not `key=value`.
    #[error("read the answer `{text}`: write it as key=value")]
    NotAPair {
        /// What was given.
        text: String,
    },
    /// No such key.
    #[error("take the answer `{key}`: no such key; accepted are {}", accepted.join(", "))]
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that exist.
        accepted: Vec<String>,
    },
    /// The key exists, the value does not fit.
    #[error("take the answer {key}={value}: expected {}", accepted.join(", "))]
    InvalidValue {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// What is accepted, one of these or a description.
        accepted: Vec<String>,
    },
    /// The key names a workload or resource that is not in the repository.
    #[error(
        "take the answer `{key}`: there is no {subject} {name}; known are {}",
        known_text(accepted)
    )]
    UnknownSubject {
        /// The key.
        key: String,
        /// `workload` or `resource`.
        subject: String,
        /// The name that was given.
        name: String,
        /// The names that exist.
        accepted: Vec<String>,
    },
}

fn known_text(accepted: &[String]) -> String {
    if accepted.is_empty() {
        "none".to_owned()
    } else {
        accepted.join(", ")
    }
}

impl Answers {
    /// No answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes `value` for `key`, replacing an earlier answer; the value is brought to its normal spelling.
    pub fn set(&mut self, key: &str, value: &str, provenance: &str) -> Result<(), AnswerError> {
        let key = key.trim();
        let row = Key::parse(key)
            .ok_or_else(|| AnswerError::UnknownKey {
                key: key.to_owned(),
                accepted: keys::accepted(),
            })?
            .row;
        let value = row
            .accepts
            .normal(value)
            .ok_or_else(|| AnswerError::InvalidValue {
                key: key.to_owned(),
                value: value.to_owned(),
                accepted: row.accepts.options(),
            })?;
        self.by_key.insert(
            key.to_owned(),
            Answer {
                value,
                provenance: provenance.to_owned(),
            },
        );
        Ok(())
    }

    /// Takes a `key=value` pair.
    pub fn set_pair(&mut self, pair: &str, provenance: &str) -> Result<(), AnswerError> {
        let (key, value) = pair.split_once('=').ok_or_else(|| AnswerError::NotAPair {
            text: pair.to_owned(),
        })?;
        self.set(key, value, provenance)
    }

    /// These answers and one more, as if it had been given.
    pub(crate) fn with(&self, key: &str, value: &str) -> Self {
        let mut answers = self.clone();
        let answer = Answer {
            value: value.to_owned(),
            provenance: String::new(),
        };
        answers.by_key.insert(key.to_owned(), answer);
        answers
    }

    /// The answer to `key`.
    pub fn get(&self, key: &str) -> Option<&Answer> {
        self.by_key.get(key)
    }

    /// Whether the key was answered with `value`.
    pub fn says(&self, key: &str, value: &str) -> bool {
        self.get(key).is_some_and(|answer| answer.value == value)
    }

    /// All answers in key order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.by_key
            .iter()
            .map(|(key, answer)| (key.as_str(), answer))
    }

    /// Whether nobody answered anything.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Answers about workloads and resources that neither the facts nor the answers know: each would be without effect.
    pub fn unmatched(&self, facts: &Facts) -> Vec<AnswerError> {
        let subjects = Subjects::of(facts, self);
        self.by_key
            .keys()
            .filter_map(|key| {
                let (subject, name) = Key::parse(key)?.subject()?;
                let accepted = subjects.named(subject);
                (!accepted.contains(&name)).then(|| AnswerError::UnknownSubject {
                    key: key.clone(),
                    subject: subject.to_owned(),
                    name,
                    accepted,
                })
            })
            .collect()
    }
}
