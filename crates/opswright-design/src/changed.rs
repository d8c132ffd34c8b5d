//! What changed between the approved inputs and the current ones, in words.

use std::collections::BTreeMap;

use opswright_survey::Workload;
use serde_json::{Map, Value};

use crate::answers::Answer;
use crate::inputs::DesignInputs;

/// One sentence fragment a change (`workload shop: port 3000 (src/main.rs:12) -> 8080`), in a fixed order; empty exactly
/// where the digests are equal.
pub fn changed(old: &DesignInputs, new: &DesignInputs) -> Vec<String> {
    if old.digest() == new.digest() {
        return Vec::new();
    }
    let mut changes = Vec::new();
    if old.rules_version != new.rules_version {
        changes.push(format!(
            "rules version {} -> {}",
            old.rules_version, new.rules_version
        ));
    }
    answers(&mut changes, old, new);
    workloads(&mut changes, old, new);
    if changes.is_empty() {
        // Two workloads of one name and path, say: real, and too odd for words of its own.
        changes.push("the facts differ in number or order of equal names".to_owned());
    }
    changes
}

fn answers(changes: &mut Vec<String>, old: &DesignInputs, new: &DesignInputs) {
    let by_key = |inputs: &DesignInputs| -> BTreeMap<String, Answer> {
        inputs
            .answers
            .iter()
            .map(|(key, answer)| (key.to_owned(), answer.clone()))
            .collect()
    };
    let text = |answer: Option<&Answer>| {
        answer.map_or_else(
            || "unanswered".to_owned(),
            |answer| format!("{} ({})", answer.value, answer.provenance),
        )
    };
    for (key, before, after) in pairs(&by_key(old), &by_key(new)) {
        if before.map(|answer| &answer.value) != after.map(|answer| &answer.value) {
            changes.push(format!("answer {key}: {} -> {}", text(before), text(after)));
        }
    }
}

fn workloads(changes: &mut Vec<String>, old: &DesignInputs, new: &DesignInputs) {
    let by_place = |inputs: &DesignInputs| -> BTreeMap<(String, String), Workload> {
        inputs
            .facts
            .workloads
            .iter()
            .map(|workload| {
                let place = (workload.path.clone(), workload.name.clone());
                (place, workload.clone())
            })
            .collect()
    };
    for ((path, name), before, after) in pairs(&by_place(old), &by_place(new)) {
        match (before, after) {
            (Some(before), Some(after)) => {
                let mut fields = Vec::new();
                members(&mut fields, &object(before), &object(after));
                changes.extend(
                    fields
                        .into_iter()
                        .map(|change| format!("workload {name}: {change}")),
                );
            }
            (None, _) => changes.push(format!("workload {name} ({path}) is new")),
            (_, None) => changes.push(format!("workload {name} ({path}) is gone")),
        }
    }
}

fn object(workload: &Workload) -> Map<String, Value> {
    match serde_json::to_value(workload) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// Compares facts, plain values and lists of either, member by member.
fn members(changes: &mut Vec<String>, old: &Map<String, Value>, new: &Map<String, Value>) {
    let by_name = |members: &Map<String, Value>| -> BTreeMap<String, Value> {
        members
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    };
    for (name, before, after) in pairs(&by_name(old), &by_name(new)) {
        let (before, after) = (
            before.unwrap_or(&Value::Null),
            after.unwrap_or(&Value::Null),
        );
        let words = name.replace('_', " ");
        match (before, after) {
            (Value::Array(before), Value::Array(after)) => {
                let one = words.strip_suffix('s').unwrap_or(&words);
                items(changes, one, before, after);
            }
            _ => value(changes, &words, before, after),
        }
    }
}

/// Compares two lists of objects whose name or kind is a fact.
fn items(changes: &mut Vec<String>, word: &str, old: &[Value], new: &[Value]) {
    let by_title = |items: &[Value]| -> BTreeMap<String, Value> {
        items
            .iter()
            .map(|item| (title(item), item.clone()))
            .collect()
    };
    for (name, before, after) in pairs(&by_title(old), &by_title(new)) {
        match (before, after) {
            (Some(Value::Object(before)), Some(Value::Object(after))) => {
                let mut fields = Vec::new();
                members(&mut fields, before, after);
                changes.extend(
                    fields
                        .into_iter()
                        .map(|change| format!("{word} {name}: {change}")),
                );
            }
            (None, after) => changes.push(format!("{word} {name}{} is new", place_of(after))),
            (before, _) => changes.push(format!("{word} {name}{} is gone", place_of(before))),
        }
    }
}

/// The name of a variable; the kind of a resource, and its variable, since two of a kind may be needed.
fn title(item: &Value) -> String {
    let fact = |key: &str| item.get(key)?.get("value")?.as_str().map(str::to_owned);
    let name = fact("name").or_else(|| fact("kind")).unwrap_or_default();
    match item.get("variable").and_then(Value::as_str) {
        Some(variable) => format!("{name} {variable}"),
        None => name,
    }
}

fn place_of(item: Option<&Value>) -> String {
    let fact = item.and_then(|item| item.get("name").or_else(|| item.get("kind")));
    fact.and_then(place)
        .map(|place| format!(" ({place})"))
        .unwrap_or_default()
}

/// Compares one fact or plain value.
fn value(changes: &mut Vec<String>, words: &str, old: &Value, new: &Value) {
    let (before, after) = (plain(old), plain(new));
    if before != after {
        let (from, to) = (place(old), place(new));
        let old_place = from.as_ref().map(|place| format!(" ({place})"));
        let new_place = to.filter(|_| from.as_deref() != place(new).as_deref());
        let new_place = new_place.map(|place| format!(" ({place})"));
        changes.push(format!(
            "{words} {before}{} -> {after}{}",
            old_place.unwrap_or_default(),
            new_place.unwrap_or_default()
        ));
        return;
    }
    let of = |fact: &Value, key: &str| fact.get(key).map(plain).unwrap_or_default();
    for (key, called) in [
        ("confidence", "confidence"),
        ("alternatives", "other readings"),
    ] {
        let (from, to) = (of(old, key), of(new, key));
        if from != to {
            changes.push(format!("{words} {before}: {called} {from} -> {to}"));
        }
    }
}

/// A value for people: the value of a fact, `unknown` for none.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "unknown".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(members) => members
            .get("value")
            .map_or_else(|| value.to_string(), plain),
        Value::Number(number) => number.to_string(),
    }
}

/// The first place that proves a fact.
fn place(fact: &Value) -> Option<String> {
    let first = fact.get("evidence")?.as_array()?.first()?;
    let path = first.get("path")?.as_str()?;
    Some(format!("{path}:{}", first.get("line")?.as_u64()?))
}

/// Every key of either map in order, with both values.
fn pairs<'a, K: Ord + Clone, V>(
    old: &'a BTreeMap<K, V>,
    new: &'a BTreeMap<K, V>,
) -> Vec<(K, Option<&'a V>, Option<&'a V>)> {
    let mut keys: Vec<&K> = old.keys().chain(new.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .map(|key| (key.clone(), old.get(key), new.get(key)))
        .collect()
}
