//! `broken-template`: a message whose template cannot be read.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::RuleFile;
use opswright_source::Range;
use opswright_yaml::Places;

use crate::closeness::is_close;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::template::{FUNCTIONS, KEYWORDS, actions};

pub(crate) static RULE: Rule = Rule {
    name: "broken-template",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("broken_template.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts() {
        let values = ["annotations", "labels"]
            .into_iter()
            .filter_map(|key| alert.node.get(key))
            .flat_map(|map| map.entries())
            .map(|entry| entry.value);
        for value in values {
            let text = value.as_str().unwrap_or("");
            let Some((place, message, better)) = fault(text) else {
                continue;
            };
            let Some(places) = Places::of(value, report.text) else {
                continue;
            };
            let fix = better.and_then(|better| {
                let edit = places.edit(place, &better)?;
                Some(report.fix(format!("write `{better}`"), Safety::Unsafe, vec![edit]))
            });
            report.find(places.range(place), message).fix = fix;
        }
    }
}

/// The first fault of a template: where, what, and what was probably meant.
fn fault(text: &str) -> Option<(Range, String, Option<String>)> {
    let mut open = 0_i32;
    for (action, closed) in actions(text) {
        if !closed {
            let place = Range::new(action.start - 2, action.start);
            return Some((place, "`{{` is not closed with `}}`".to_owned(), None));
        }
        let inner = action.slice(text);
        let trimmed = inner.trim_matches(['-', ' ', '\n', '\t']);
        if trimmed.starts_with("/*") {
            continue;
        }
        if trimmed.is_empty() {
            return Some((action, "`{{ }}` is empty".to_owned(), None));
        }
        match trimmed.split_whitespace().next().unwrap_or("") {
            "if" | "range" | "with" | "block" | "define" => open += 1,
            "end" => open -= 1,
            _ => {}
        }
        if let Some(fault) = word_fault(text, action) {
            return Some(fault);
        }
    }
    (open != 0).then(|| {
        let at = text.find("{{").unwrap_or(0);
        let message = if open > 0 {
            "a block is not closed with `{{ end }}`"
        } else {
            "`{{ end }}` closes nothing"
        };
        (Range::new(at, at + 2), message.to_owned(), None)
    })
}

/// A variable or a function that templates do not have.
fn word_fault(text: &str, action: Range) -> Option<(Range, String, Option<String>)> {
    let inner = action.slice(text);
    let bytes = inner.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b'"' | b'`' | b'\'') {
            let rest = inner.get(at + 1..)?;
            at += 2 + rest.find(char::from(*byte)).unwrap_or(rest.len());
            continue;
        }
        let starts = byte.is_ascii_alphabetic() || matches!(byte, b'$' | b'.' | b'_');
        if !starts {
            at += 1;
            continue;
        }
        let length = inner
            .get(at..)?
            .find(|character: char| {
                !(character.is_ascii_alphanumeric() || matches!(character, '_' | '$' | '.'))
            })
            .unwrap_or(inner.len() - at)
            .max(1);
        let word = inner.get(at..at + length)?;
        let place = Range::new(action.start + at, action.start + at + length);
        if let Some(fault) = unknown(text, word, place) {
            return Some(fault);
        }
        at += length;
    }
    None
}

fn unknown(text: &str, word: &str, place: Range) -> Option<(Range, String, Option<String>)> {
    let variables = ["$labels", "$value", "$externalLabels", "$externalURL"];
    if let Some(variable) = word.strip_prefix('$') {
        let head = variable.split('.').next().unwrap_or("");
        let declared = head.is_empty()
            || text.contains(&format!("${head} :="))
            || text.contains(&format!("${head}:="))
            || text.contains(&format!("${head},"));
        if declared || variables.contains(&format!("${head}").as_str()) {
            return None;
        }
        let better = variables
            .iter()
            .find(|known| is_close(&known[1..], head))
            .map(|known| word.replacen(&format!("${head}"), known, 1));
        return Some((
            place,
            format!("there is no variable `${head}` in templates of alerts"),
            better,
        ));
    }
    let plain = word
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || character == '_');
    let number = word.starts_with(|first: char| first.is_ascii_digit());
    if !plain || number || FUNCTIONS.contains(&word) || KEYWORDS.contains(&word) {
        return None;
    }
    let better = FUNCTIONS
        .iter()
        .find(|known| is_close(known, word))
        .map(|known| (*known).to_owned());
    Some((
        place,
        format!("there is no function `{word}` in templates of alerts"),
        better,
    ))
}
