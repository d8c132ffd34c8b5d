//! Sonar's generic issues, with the rules that they name. Columns count from 0 there.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Places;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let mut severities: BTreeMap<&str, Severity> = BTreeMap::new();
    for diagnostic in diagnostics {
        let severity = severities
            .entry(diagnostic.rule)
            .or_insert(diagnostic.severity);
        *severity = (*severity).max(diagnostic.severity);
    }
    let rules: Vec<Value> = severities
        .iter()
        .map(|(name, severity)| rule(name, *severity))
        .collect();
    let issues: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| issue(diagnostic, places))
        .collect();
    format!("{:#}\n", json!({ "rules": rules, "issues": issues }))
}

fn rule(name: &str, severity: Severity) -> Value {
    json!({
        "id": name,
        "name": name,
        "description": format!("opswright explain {name}"),
        "engineId": "opswright",
        "cleanCodeAttribute": "CONVENTIONAL",
        "type": "CODE_SMELL",
        "severity": match severity {
            Severity::Error => "CRITICAL",
            Severity::Warning => "MAJOR",
            Severity::Info => "INFO",
        },
        "impacts": [{
            "softwareQuality": "RELIABILITY",
            "severity": match severity {
                Severity::Error => "HIGH",
                Severity::Warning => "MEDIUM",
                Severity::Info => "LOW",
            },
        }],
    })
}

fn issue(diagnostic: &Diagnostic, places: &Places<'_>) -> Value {
    let (start, end) = places.of(&diagnostic.path, diagnostic.range);
    let mut range = json!({ "startLine": start.line });
    // An empty range is refused there; the line alone is enough then.
    if (start.line, start.column) < (end.line, end.column) {
        range["startColumn"] = json!(start.column.saturating_sub(1));
        range["endLine"] = json!(end.line);
        range["endColumn"] = json!(end.column.saturating_sub(1));
    }
    json!({
        "ruleId": diagnostic.rule,
        "primaryLocation": {
            "message": diagnostic.message,
            "filePath": diagnostic.path,
            "textRange": range,
        },
    })
}
