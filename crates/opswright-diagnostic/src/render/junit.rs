//! `JUnit` XML: a test suite a file, a test case a finding; what is only worth knowing does not fail.

use std::fmt::Write as _;

use super::Places;
use super::xml::escape;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let failures = |group: &[Diagnostic]| group.iter().filter(|one| fails(one)).count();
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"opswright\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
        diagnostics.len(),
        failures(diagnostics)
    );
    for group in diagnostics.chunk_by(|a, b| a.path == b.path) {
        let path = group.first().map_or("", |first| &first.path);
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
            escape(path),
            group.len(),
            failures(group)
        );
        for diagnostic in group {
            case(&mut text, diagnostic, places);
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn case(text: &mut String, diagnostic: &Diagnostic, places: &Places<'_>) {
    let (start, _) = places.of(&diagnostic.path, diagnostic.range);
    let name = format!("{} {}:{}", diagnostic.rule, start.line, start.column);
    let _ = write!(
        text,
        "    <testcase name=\"{}\" classname=\"{}\"",
        escape(&name),
        escape(&diagnostic.path)
    );
    let message = escape(&diagnostic.message);
    let details = escape(&diagnostic.evidence.join("\n"));
    let _ = if fails(diagnostic) {
        writeln!(
            text,
            "><failure message=\"{message}\" type=\"{}\">{details}</failure></testcase>",
            diagnostic.severity.name()
        )
    } else {
        writeln!(text, "><system-out>{message}</system-out></testcase>")
    };
}

fn fails(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity >= Severity::Warning
}
