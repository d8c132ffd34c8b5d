//! `malformed-label`: a label that Kubernetes does not take.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Entry;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{KubernetesFile, is_filled_in_later};

pub(crate) static RULE: Rule = Rule {
    name: "malformed-label",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("malformed_label.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in &file.objects {
        let own = object.node.at(&["metadata", "labels"]);
        let pod = object
            .pod
            .as_ref()
            .filter(|_| object.kind != "Pod")
            .and_then(|pod| pod.metadata)
            .and_then(|metadata| metadata.get("labels"));
        let selected = object.node.at(&["spec", "selector", "matchLabels"]);
        for entry in [own, pod, selected]
            .into_iter()
            .flatten()
            .flat_map(|map| map.entries())
        {
            if entry.name() != "<<" {
                look(&entry, report);
            }
        }
    }
}

fn look(entry: &Entry<'_>, report: &mut Report<'_>) {
    let name = entry.name();
    if is_filled_in_later(name) {
        return;
    }
    if !is_key(name) {
        let message = format!("`{name}` is not allowed as the name of a label");
        report.find(entry.key.range(), message).fix = Some(advice(
            "write a name of 63 letters, digits, `-`, `_` and `.` at most, after a domain and `/` if there is one",
        ));
    }
    let Some(text) = entry
        .value
        .as_str()
        .filter(|text| !is_filled_in_later(text))
    else {
        return;
    };
    let good = text.is_empty() || is_part(text);
    if !good {
        let message = format!(
            "the value of the label `{name}` is not allowed: {}",
            fault(text)
        );
        report.find(entry.value.range(), message).fix = Some(advice(
            "shorten it, or make it an annotation, which may hold anything",
        ));
    }
}

fn fault(text: &str) -> String {
    if text.len() > 63 {
        return format!("it has {} characters, 63 are allowed", text.len());
    }
    "it may hold only letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit"
        .to_owned()
}

fn is_key(name: &str) -> bool {
    match name.split_once('/') {
        Some((domain, name)) => {
            let good = domain.chars().all(|character| {
                character.is_ascii_lowercase()
                    || character.is_ascii_digit()
                    || matches!(character, '-' | '.')
            });
            good && !domain.is_empty() && domain.len() <= 253 && is_part(name)
        }
        None => is_part(name),
    }
}

fn is_part(text: &str) -> bool {
    let edge = |character: char| character.is_ascii_alphanumeric();
    text.len() <= 63
        && text.starts_with(edge)
        && text.ends_with(edge)
        && text
            .chars()
            .all(|character| edge(character) || matches!(character, '-' | '_' | '.'))
}
