//! Checkstyle XML: an element a file, one in it for each finding.

use std::fmt::Write as _;

use super::Places;
use super::xml::escape;
use crate::diagnostic::Diagnostic;

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let mut text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n".to_owned();
    for group in diagnostics.chunk_by(|a, b| a.path == b.path) {
        let path = group.first().map_or("", |first| &first.path);
        let _ = writeln!(text, "  <file name=\"{}\">", escape(path));
        for diagnostic in group {
            let (start, _) = places.of(&diagnostic.path, diagnostic.range);
            let _ = writeln!(
                text,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"opswright.{}\"/>",
                start.line,
                start.column,
                diagnostic.severity.name(),
                escape(&diagnostic.message),
                escape(diagnostic.rule)
            );
        }
        text.push_str("  </file>\n");
    }
    text.push_str("</checkstyle>\n");
    text
}
