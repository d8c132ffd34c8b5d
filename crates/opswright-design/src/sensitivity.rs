//! What would change a decision: every answer that is tried here is decided again, so that what is said is true.

use std::collections::BTreeMap;

use opswright_survey::Facts;

use crate::answers::Answers;
use crate::case::Case;
use crate::decisions;
use crate::design::Decision;
use crate::keys::{CLOUDS, CONTAINERIZATIONS};

/// Most sentences that a decision carries.
const MOST_SENTENCES: usize = 5;

/// Answers to try: key, value, and the condition in words.
const NUMBERS: &[(&str, &str, &str)] = &[
    ("services", "10", "services >= 10"),
    ("users", "0", "users <= 5,000"),
    ("users", "5001", "users > 5,000"),
    ("users", "100000", "users >= 100,000"),
    ("users", "1000001", "users > 1,000,000"),
    ("availability", "99.5", "availability >= 99.5"),
    ("availability", "99.95", "availability >= 99.95"),
    ("availability", "99.99", "availability >= 99.99"),
];

/// Regimes to try beside those that are there.
const REGIMES: &[&str] = &["hipaa", "airgap", "gdpr"];

/// Adds to each decision what would change it.
pub(crate) fn add(decided: &mut [Decision], facts: &Facts, answers: &Answers) {
    for (answers, condition) in probes(answers) {
        let other: BTreeMap<String, String> = decisions::all(&Case::of(facts, &answers))
            .into_iter()
            .map(|decision| (decision.key, decision.choice))
            .collect();
        for decision in decided.iter_mut() {
            if let Some(choice) = other
                .get(&decision.key)
                .filter(|choice| **choice != decision.choice)
            {
                note(decision, choice, &condition);
            }
        }
    }
    for decision in decided {
        decision.would_change.truncate(MOST_SENTENCES);
    }
}

/// `CHOICE if CONDITION`, conditions of the same choice joined by `or`.
fn note(decision: &mut Decision, choice: &str, condition: &str) {
    let beginning = format!("{choice} if ");
    match decision
        .would_change
        .iter_mut()
        .find(|sentence| sentence.starts_with(&beginning))
    {
        // More than two conditions say no more than two do, and a second one about the same key says nothing.
        Some(sentence)
            if sentence.contains(" or ") || is_about(sentence, &beginning, condition) => {}
        Some(sentence) => sentence.push_str(&[" or ", condition].concat()),
        None => decision
            .would_change
            .push(format!("{beginning}{condition}")),
    }
}

/// Whether the first condition of the sentence speaks of the same key.
fn is_about(sentence: &str, beginning: &str, condition: &str) -> bool {
    let first = sentence.strip_prefix(beginning).unwrap_or("");
    let key = |text: &str| text.split(' ').next().map(str::to_owned);
    key(first) == key(condition) && key(condition).as_deref() != Some("compliance")
}

fn probes(answers: &Answers) -> Vec<(Answers, String)> {
    let mut probes = Vec::new();
    for (key, value, words) in NUMBERS {
        probes.push((answers.with(key, value), (*words).to_owned()));
    }
    let regimes = answers
        .get("compliance")
        .map(|answer| answer.value.clone())
        .filter(|value| value != "none");
    for regime in REGIMES {
        let all = match &regimes {
            Some(there) => format!("{there},{regime}"),
            None => (*regime).to_owned(),
        };
        let words = format!("compliance includes {regime}");
        probes.push((answers.with("compliance", &all), words));
    }
    for cloud in CLOUDS {
        probes.push((answers.with("cloud", cloud), format!("cloud = {cloud}")));
    }
    for way in CONTAINERIZATIONS {
        let words = format!("containerization = {way}");
        probes.push((answers.with("containerization", way), words));
    }
    probes
}
