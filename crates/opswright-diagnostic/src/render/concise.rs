//! One line a finding: `path:line:column: severity[rule] message`.

use super::{Places, one_line};
use crate::diagnostic::Diagnostic;

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let (start, _) = places.of(&diagnostic.path, diagnostic.range);
        text.push_str(&one_line(&format!(
            "{}:{}:{}: {}[{}] {}",
            diagnostic.path,
            start.line,
            start.column,
            diagnostic.severity.name(),
            diagnostic.rule,
            diagnostic.message
        )));
        text.push('\n');
    }
    text
}
