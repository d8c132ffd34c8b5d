//! A table for a comment on a change: counts first, then the findings, errors on top.

use std::fmt::Write as _;

use super::{Places, one_line};
use crate::diagnostic::Diagnostic;
use crate::summary::Summary;

/// Rows that people still read; comments have a limit of length as well.
const MOST_ROWS: usize = 200;

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let mut text = format!("**opswright check**: {}\n", Summary::of(diagnostics));
    if diagnostics.is_empty() {
        return text;
    }
    text.push_str("\n| | place | finding | fix |\n|---|---|---|---|\n");
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    for diagnostic in sorted.iter().take(MOST_ROWS) {
        let (start, _) = places.of(&diagnostic.path, diagnostic.range);
        let fix = diagnostic.fix.as_ref().map_or("", |fix| fix.title.as_str());
        let _ = writeln!(
            text,
            "| {} | {}:{} | **{}**: {} | {} |",
            diagnostic.severity.name(),
            cell(&diagnostic.path),
            start.line,
            diagnostic.rule,
            cell(&diagnostic.message),
            cell(fix)
        );
    }
    if let Some(rest) = diagnostics
        .len()
        .checked_sub(MOST_ROWS)
        .filter(|rest| *rest > 0)
    {
        let _ = writeln!(text, "\n{rest} more are not shown.");
    }
    text
}

/// Text that neither ends its cell nor makes a tag.
fn cell(text: &str) -> String {
    one_line(text).replace('|', "\\|").replace('<', "&lt;")
}
