//! SARIF 2.1.0 with the fixes inside, for code scanning.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use opswright_source::Range;
use serde_json::{Value, json};

use super::{Outcome, Places, Silenced};
use crate::diagnostic::{Confidence, Diagnostic, FileEdit, Fix, Severity};
use crate::fingerprint::fingerprints;

/// Most results that GitHub takes of one run; the heaviest are kept.
const MOST_RESULTS: usize = 25_000;

/// A finding, its fingerprint, and why it is not reported.
type Shown<'a> = (&'a Diagnostic, String, Option<&'a Silenced>);

pub(super) fn render(outcome: &Outcome<'_>, places: &Places<'_>) -> String {
    let reported = with_prints(outcome.findings.iter().collect(), outcome);
    let silenced = with_prints(
        outcome.silenced.iter().map(|(one, _)| one).collect(),
        outcome,
    );
    let mut all: Vec<Shown<'_>> = reported
        .into_iter()
        .map(|(one, print)| (one, print, None))
        .chain(
            silenced
                .into_iter()
                .zip(outcome.silenced)
                .map(|((one, print), (_, why))| (one, print, Some(why))),
        )
        .collect();
    keep_heaviest(&mut all, MOST_RESULTS);
    let rules: BTreeSet<&str> = all.iter().map(|(one, _, _)| one.rule).collect();
    let rules: Vec<&str> = rules.into_iter().collect();
    let described: Vec<Value> = rules.iter().map(|name| rule(name, outcome)).collect();
    let results: Vec<Value> = all
        .iter()
        .map(|(one, print, why)| {
            let mut result = result(one, print, places);
            result["ruleIndex"] = json!(rules.binary_search(&one.rule).unwrap_or_default());
            if let Some(why) = why {
                result["suppressions"] = json!([suppression(why)]);
            }
            result
        })
        .collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "opswright",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": described,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

/// At most so many: what is reported before what is silenced, and of that the heaviest; fewer keep their order.
fn keep_heaviest(all: &mut Vec<Shown<'_>>, most: usize) {
    if all.len() > most {
        all.sort_by_key(|(one, _, why)| (why.is_some(), std::cmp::Reverse(one.severity)));
        all.truncate(most);
    }
}

fn with_prints<'a>(
    findings: Vec<&'a Diagnostic>,
    outcome: &Outcome<'_>,
) -> Vec<(&'a Diagnostic, String)> {
    let owned: Vec<Diagnostic> = findings.iter().map(|one| (*one).clone()).collect();
    let prints = fingerprints(&owned, outcome.sources);
    findings.into_iter().zip(prints).collect()
}

/// What GitHub shows of a rule: its sentence, and its page up to the cases.
fn rule(name: &str, outcome: &Outcome<'_>) -> Value {
    let page = outcome.pages.iter().find(|(other, _)| *other == name);
    let Some((_, page)) = page else {
        return json!({ "id": name });
    };
    let sentence = page.split("\n\n").nth(1).unwrap_or(name).replace('\n', " ");
    let prose = page.split_once("\n## ").map_or(*page, |(prose, _)| prose);
    json!({
        "id": name,
        "shortDescription": { "text": sentence },
        "fullDescription": { "text": sentence },
        "help": { "text": prose, "markdown": prose },
    })
}

fn suppression(why: &Silenced) -> Value {
    match why {
        Silenced::Comment(Some(reason)) => json!({ "kind": "inSource", "justification": reason }),
        Silenced::Comment(None) => json!({ "kind": "inSource" }),
        Silenced::Baseline => json!({ "kind": "external", "justification": "in the baseline" }),
    }
}

fn result(diagnostic: &Diagnostic, fingerprint: &str, places: &Places<'_>) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let mut text = diagnostic.message.clone();
    for line in &diagnostic.evidence {
        text.push_str("\nevidence: ");
        text.push_str(line);
    }
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "level": level,
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&diagnostic.path) },
            "region": region(places, &diagnostic.path, diagnostic.range),
        } }],
        "partialFingerprints": { "opswright/v1": fingerprint },
        "properties": { "confidence": match diagnostic.confidence {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        } },
    });
    if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        result["fixes"] = json!([remedy(fix, places)]);
    }
    result
}

/// A path as a relative reference: what has a meaning there is escaped.
fn uri(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            byte => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

fn remedy(fix: &Fix, places: &Places<'_>) -> Value {
    let paths: BTreeSet<&str> = fix.edits.iter().map(|edit| edit.path.as_str()).collect();
    let changes: Vec<Value> = paths
        .into_iter()
        .map(|path| {
            let replacements: Vec<Value> = fix
                .edits
                .iter()
                .filter(|edit| edit.path == path)
                .map(|edit| replacement(edit, places))
                .collect();
            json!({ "artifactLocation": { "uri": uri(path) }, "replacements": replacements })
        })
        .collect();
    json!({ "description": { "text": fix.title }, "artifactChanges": changes })
}

fn replacement(edit: &FileEdit, places: &Places<'_>) -> Value {
    json!({
        "deletedRegion": region(places, &edit.path, edit.edit.range),
        "insertedContent": { "text": edit.edit.text },
    })
}

fn region(places: &Places<'_>, path: &str, range: Range) -> Value {
    let (start, end) = places.of(path, range);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(severity: Severity) -> Diagnostic {
        Diagnostic {
            rule: "x",
            severity,
            confidence: Confidence::High,
            path: "a".to_owned(),
            range: Range::at(0),
            message: String::new(),
            evidence: Vec::new(),
            fix: None,
        }
    }

    #[test]
    fn a_run_holds_no_more_than_github_takes_and_keeps_the_heaviest() {
        assert_eq!(MOST_RESULTS, 25_000);
        let (info, error) = (finding(Severity::Info), finding(Severity::Error));
        let silenced = Silenced::Baseline;
        let shown = |one, why| (one, String::new(), why);
        let mut all = vec![
            shown(&info, None),
            shown(&error, Some(&silenced)),
            shown(&info, None),
            shown(&error, None),
        ];
        keep_heaviest(&mut all, 4);
        assert_eq!(all[0].0.severity, Severity::Info, "all fit: in their order");
        keep_heaviest(&mut all, 2);
        let kept: Vec<_> = all
            .iter()
            .map(|(one, _, why)| (one.severity, why.is_some()))
            .collect();
        assert_eq!(kept, [(Severity::Error, false), (Severity::Info, false)]);
    }
}
