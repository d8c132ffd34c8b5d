//! `opswright/check@1`: findings and their counts for machines.

use opswright_source::LineColumn;
use serde::Serialize;

use super::Places;
use crate::diagnostic::{Confidence, Diagnostic, FileEdit, Fix, Safety};
use crate::summary::Summary;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    findings: Vec<Finding<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    confidence: &'static str,
    path: &'a str,
    start: Place,
    end: Place,
    message: &'a str,
    evidence: &'a [String],
    fix: Option<Remedy<'a>>,
}

#[derive(Serialize)]
struct Remedy<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    path: &'a str,
    start: Place,
    end: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

pub(super) fn render(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let summary = Summary::of(diagnostics);
    let document = Document {
        schema: "opswright/check@1",
        findings: diagnostics
            .iter()
            .map(|diagnostic| finding(diagnostic, places))
            .collect(),
        summary: Counts {
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            fixable: summary.fixable,
        },
    };
    let mut text = serde_json::to_string_pretty(&document)
        .expect("plain structs of strings and numbers always serialize");
    text.push('\n');
    text
}

/// One finding a line.
pub(super) fn render_lines(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let line = serde_json::to_string(&finding(diagnostic, places))
            .expect("plain structs of strings and numbers always serialize");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn finding<'a>(diagnostic: &'a Diagnostic, places: &Places<'_>) -> Finding<'a> {
    let (start, end) = places.of(&diagnostic.path, diagnostic.range);
    Finding {
        rule: diagnostic.rule,
        severity: diagnostic.severity.name(),
        confidence: match diagnostic.confidence {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        },
        path: &diagnostic.path,
        start: place(start),
        end: place(end),
        message: &diagnostic.message,
        evidence: &diagnostic.evidence,
        fix: diagnostic.fix.as_ref().map(|fix| remedy(fix, places)),
    }
}

fn remedy<'a>(fix: &'a Fix, places: &Places<'_>) -> Remedy<'a> {
    let edit = |edit: &'a FileEdit| {
        let (start, end) = places.of(&edit.path, edit.edit.range);
        Replacement {
            path: &edit.path,
            start: place(start),
            end: place(end),
            text: &edit.edit.text,
        }
    };
    Remedy {
        title: &fix.title,
        safety: match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        },
        edits: fix.edits.iter().map(edit).collect(),
    }
}

fn place(place: LineColumn) -> Place {
    Place {
        line: place.line,
        column: place.column,
    }
}
