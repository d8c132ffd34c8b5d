//! `opswright.toml`: what the user wants, flattened to keys with the line that says so.

use std::collections::BTreeMap;

use opswright_diagnostic::{Confidence, Diagnostic, Severity};
use opswright_source::{LineIndex, Range, SourceFile};
use toml_edit::{Document, Item, Value};

/// Name of the file.
pub const FILE: &str = "opswright.toml";

/// The rule that a broken file is reported under.
const RULE: &str = "broken-settings";

/// One value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The value as text; lists are joined by commas.
    pub value: String,
    /// Line, from 1.
    pub line: u32,
}

/// Every value by its dotted key: `[design]` is the root (`scale`), other tables keep their name (`workload.shop.port`).
pub fn settings(file: &SourceFile) -> (BTreeMap<String, Setting>, Vec<Diagnostic>) {
    let document = match Document::parse(file.text.as_str()) {
        Ok(document) => document,
        Err(error) => {
            let range = error
                .span()
                .map_or(Range::at(0), |span| Range::new(span.start, span.end));
            return (BTreeMap::new(), vec![broken(file, range, error.message())]);
        }
    };
    let mut reader = Reader {
        file,
        lines: LineIndex::new(&file.text),
        found: BTreeMap::new(),
        findings: Vec::new(),
    };
    for (key, item) in document.iter() {
        let prefix = if key == "design" {
            String::new()
        } else {
            key.to_owned()
        };
        reader.item(&prefix, item);
    }
    (reader.found, reader.findings)
}

struct Reader<'a> {
    file: &'a SourceFile,
    lines: LineIndex,
    found: BTreeMap<String, Setting>,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn item(&mut self, key: &str, item: &Item) {
        match item {
            Item::None => {}
            Item::Value(Value::InlineTable(table)) => {
                for (name, value) in table {
                    self.value(&joined(key, name), value);
                }
            }
            Item::Value(value) => self.value(key, value),
            Item::Table(table) => {
                for (name, inner) in table {
                    self.item(&joined(key, name), inner);
                }
            }
            Item::ArrayOfTables(tables) => {
                let range = tables
                    .span()
                    .map_or(Range::at(0), |span| Range::new(span.start, span.end));
                self.findings.push(broken(
                    self.file,
                    range,
                    &format!("`{key}` must be one table"),
                ));
            }
        }
    }

    fn value(&mut self, key: &str, value: &Value) {
        let range = value
            .span()
            .map_or(Range::at(0), |span| Range::new(span.start, span.end));
        match plain(value) {
            Some(text) => {
                let setting = Setting {
                    value: text,
                    line: self.lines.line(range.start),
                };
                self.found.insert(key.to_owned(), setting);
            }
            None => self.findings.push(broken(
                self.file,
                range,
                &format!("`{key}` must be a plain value or a list"),
            )),
        }
    }
}

fn joined(prefix: &str, name: &str) -> String {
    if prefix.is_empty() {
        name.to_owned()
    } else {
        format!("{prefix}.{name}")
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.value().clone()),
        Value::Integer(number) => Some(number.value().to_string()),
        Value::Float(number) => Some(number.value().to_string()),
        Value::Boolean(flag) => Some(flag.value().to_string()),
        Value::Datetime(time) => Some(time.value().to_string()),
        Value::Array(items) => items
            .iter()
            .map(plain)
            .collect::<Option<Vec<_>>>()
            .map(|items| items.join(",")),
        Value::InlineTable(_) => None,
    }
}

fn broken(file: &SourceFile, range: Range, message: &str) -> Diagnostic {
    Diagnostic {
        rule: RULE,
        severity: Severity::Error,
        confidence: Confidence::High,
        path: file.path.clone(),
        range,
        message: message
            .lines()
            .next()
            .unwrap_or("cannot be read")
            .to_owned(),
        evidence: Vec::new(),
        fix: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_become_dotted_keys_with_their_lines() {
        let text = "edition = \"2026.1\"\n[design]\nscale = \"startup\"\ncompliance = [\"soc2\", \"gdpr\"]\n\n[workload.shop]\nport = 8080\n";
        let (found, findings) = settings(&SourceFile::from_text(FILE, text));
        assert!(findings.is_empty(), "{findings:?}");
        let flat: Vec<(&str, &str, u32)> = found
            .iter()
            .map(|(key, setting)| (key.as_str(), setting.value.as_str(), setting.line))
            .collect();
        assert_eq!(
            flat,
            [
                ("compliance", "soc2,gdpr", 4),
                ("edition", "2026.1", 1),
                ("scale", "startup", 3),
                ("workload.shop.port", "8080", 7)
            ]
        );
    }

    #[test]
    fn a_broken_file_is_a_finding() {
        let (found, findings) = settings(&SourceFile::from_text(FILE, "scale = \n"));
        assert!(found.is_empty());
        assert_eq!(findings.len(), 1);
        assert_eq!(
            findings.first().map(|finding| finding.rule),
            Some("broken-settings")
        );
    }
}
