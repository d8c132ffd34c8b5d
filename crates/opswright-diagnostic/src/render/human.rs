//! In rustc's manner: what, where with the source line, evidence, fix.

use super::{Colour, Places};
use crate::diagnostic::{Diagnostic, Fix, Safety, Severity};
use crate::redact::redact;
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let mut group = level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.rule)
            .element(place(diagnostic, places));
        for line in &diagnostic.evidence {
            group = group.element(note("evidence", line.clone()));
        }
        if let Some(fix) = &diagnostic.fix {
            group = group.element(note("fix", fix_text(fix)));
        }
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    text
}

fn note(name: &'static str, message: String) -> Element<'static> {
    Level::NOTE.with_name(Some(name)).message(message).into()
}

fn fix_text(fix: &Fix) -> String {
    match (fix.edits.is_empty(), fix.safety) {
        (true, _) => fix.title.clone(),
        (false, Safety::Safe) => format!("{} [safe]", fix.title),
        (false, Safety::Unsafe) => format!("{} [unsafe]", fix.title),
    }
}

/// The first line of the finding with a mark below it; only the path where the file has no such line.
fn place<'a>(diagnostic: &'a Diagnostic, places: &Places<'_>) -> Element<'a> {
    let origin = || Origin::path(diagnostic.path.as_str()).into();
    let Some((text, index)) = places
        .file(&diagnostic.path)
        .filter(|file| !file.0.is_empty())
    else {
        return origin();
    };
    let number = index.line(diagnostic.range.start);
    let start = index.line_start(number);
    let rest = text.get(start..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    let from = diagnostic.range.start.saturating_sub(start).min(line.len());
    let to = diagnostic.range.end.saturating_sub(start).min(line.len());
    if !line.is_char_boundary(from) || !line.is_char_boundary(to) {
        return origin();
    }
    Snippet::source(redact(line))
        .line_start(usize::try_from(number).unwrap_or(1))
        .path(diagnostic.path.as_str())
        .annotation(AnnotationKind::Primary.span(from..to))
        .into()
}
