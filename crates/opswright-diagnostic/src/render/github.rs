//! Workflow commands: `::error file=…,line=…::message`.

use super::Places;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let (start, end) = places.of(&diagnostic.path, diagnostic.range);
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            format!(",endLine={}", end.line)
        };
        let mut message = diagnostic.message.clone();
        for line in &diagnostic.evidence {
            message.push_str("\nevidence: ");
            message.push_str(line);
        }
        if let Some(fix) = &diagnostic.fix {
            message.push_str("\nfix: ");
            message.push_str(&fix.title);
        }
        let line = format!(
            "::{command} file={},line={}{columns},title={}::{}",
            property(&diagnostic.path),
            start.line,
            property(diagnostic.rule),
            data(&message)
        );
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Escapes what would end the message.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes what would end a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
