//! Everything that a design depends on, and its digest.

use opswright_survey::{Facts, Workload};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::answers::Answers;
use crate::canonical::canonical_json;

/// Version of the decision rules; raised with every change that can decide the same inputs differently.
pub const RULES_VERSION: &str = "2026.1";

/// The inputs of a design, stored beside it so that a later change can be told in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignInputs {
    /// What the survey found.
    pub facts: Facts,
    /// What people answered.
    pub answers: Answers,
    /// Version of the decision rules.
    pub rules_version: String,
}

impl DesignInputs {
    /// The inputs as of today's rules, in their fixed order.
    pub fn new(facts: &Facts, answers: &Answers) -> Self {
        Self {
            facts: ordered(facts),
            answers: answers.clone(),
            rules_version: RULES_VERSION.to_owned(),
        }
    }

    /// `sha256:` and 64 hexadecimal digits over the canonical JSON of facts, answers and rules version.
    ///
    /// The places that prove facts and answers are left out: a line that moves changes no decision, and would make every
    /// approval stale at every edit of the file.
    pub fn digest(&self) -> String {
        let facts = serde_json::to_value(ordered(&self.facts)).unwrap_or_default();
        let answers: serde_json::Map<String, Value> = self
            .answers
            .iter()
            .map(|(key, answer)| (key.to_owned(), Value::String(answer.value.clone())))
            .collect();
        let signed = json!({
            "facts": without_evidence(facts),
            "answers": answers,
            "rules_version": self.rules_version,
        });
        digest_of(canonical_json(&signed).as_bytes())
    }
}

/// `sha256:` and 64 hexadecimal digits of `bytes`.
pub fn digest_of(bytes: &[u8]) -> String {
    let hexadecimal: Vec<String> = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256:{}", hexadecimal.concat())
}

/// Facts in the order of paths, kinds and names, so that the order of a list decides nothing.
fn ordered(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    for workload in &mut facts.workloads {
        order_workload(workload);
    }
    facts.workloads.sort_by_cached_key(|workload| {
        let rest = serde_json::to_string(workload).unwrap_or_default();
        (workload.path.clone(), workload.name.clone(), rest)
    });
    facts
}

fn order_workload(workload: &mut Workload) {
    workload.resources.sort_by_cached_key(|resource| {
        let rest = serde_json::to_string(resource).unwrap_or_default();
        (resource.kind.value.clone(), resource.variable.clone(), rest)
    });
    workload.variables.sort_by_cached_key(|variable| {
        let rest = serde_json::to_string(variable).unwrap_or_default();
        (variable.name.value.clone(), rest)
    });
}

/// `value` without the `evidence` of its facts.
fn without_evidence(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(key, _)| key != "evidence")
            .map(|(key, member)| (key, without_evidence(member)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_evidence).collect(),
        other => other,
    }
}
