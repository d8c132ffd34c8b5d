//! reviewdog's diagnostic format, with fixes as suggestions.

use serde_json::{Value, json};

use super::Places;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| one(diagnostic, places))
        .collect();
    let document = json!({
        "source": { "name": "opswright" },
        "diagnostics": list,
    });
    format!("{document:#}\n")
}

fn one(diagnostic: &Diagnostic, places: &Places<'_>) -> Value {
    let suggestions: Vec<Value> = diagnostic
        .fix
        .iter()
        .flat_map(|fix| &fix.edits)
        // A suggestion belongs to the file of its finding.
        .filter(|edit| edit.path == diagnostic.path)
        .map(|edit| {
            json!({
                "range": range(places.of(&edit.path, edit.edit.range)),
                "text": edit.edit.text,
            })
        })
        .collect();
    let mut value = json!({
        "message": diagnostic.message,
        "location": {
            "path": diagnostic.path,
            "range": range(places.of(&diagnostic.path, diagnostic.range)),
        },
        "severity": match diagnostic.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        "code": { "value": diagnostic.rule },
    });
    if !suggestions.is_empty() {
        value["suggestions"] = Value::Array(suggestions);
    }
    value
}

fn range((start, end): (opswright_source::LineColumn, opswright_source::LineColumn)) -> Value {
    json!({
        "start": { "line": start.line, "column": start.column },
        "end": { "line": end.line, "column": end.column },
    })
}
