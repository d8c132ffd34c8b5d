//! SARIF 2.1.0 with the fixes inside, for code scanning.

use std::collections::BTreeSet;

use opswright_source::Range;
use serde_json::{Value, json};

use super::Places;
use crate::diagnostic::{Diagnostic, FileEdit, Fix, Severity};

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let rules: BTreeSet<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule)
        .collect();
    let rules: Vec<Value> = rules
        .into_iter()
        .map(|rule| json!({ "id": rule }))
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, places))
        .collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "opswright",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn result(diagnostic: &Diagnostic, places: &Places<'_>) -> Value {
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
            "artifactLocation": { "uri": diagnostic.path },
            "region": region(places, &diagnostic.path, diagnostic.range),
        } }],
    });
    if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        result["fixes"] = json!([remedy(fix, places)]);
    }
    result
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
            json!({ "artifactLocation": { "uri": path }, "replacements": replacements })
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
