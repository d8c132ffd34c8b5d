//! Running the rules.

use opswright_diagnostic::{Confidence, Diagnostic, Severity, redact, secret_values, sort};
use opswright_project::{Fault, Graph, Kind, Model, Parsed, Summary, is_wanted, parse, summarise};
use opswright_source::{Files, Range, SourceFile};

use crate::report::Report;
use crate::rule::Run;
use crate::rules::kubernetes::together::Together;
use crate::rules::{RULES, any};
use crate::scope::Scope;
use crate::secret_text::SecretText;
use crate::session::Session;
use crate::shell::{Shell, sources};
use crate::view::View;

/// Checks one file by the rules that need no other; gives what it says for [`graph`]. Nothing is left out for being accepted:
/// a [`Session`] does that.
pub fn file(file: &SourceFile) -> (Summary, Vec<Diagnostic>) {
    let parsed = parse(file);
    let model = Model::of(&parsed, &file.text);
    let summary = summarise(file, &parsed, &model);
    let mut found = Vec::new();
    reading(file, &parsed, &mut found);
    if parsed.kind != Kind::Other {
        run(file, &parsed, &model, &mut found);
    }
    secrets(file, parsed.kind, &mut found);
    for diagnostic in &mut found {
        // A template is not what will be read, and offsets in replaced text fit no file.
        if file.lossy || parsed.templated {
            diagnostic.fix = None;
        }
        if parsed.templated {
            diagnostic.confidence = Confidence::Low;
        }
    }
    found.iter_mut().for_each(hide_secrets);
    sort(&mut found);
    (summary, found)
}

/// Checks what the files say about each other.
pub fn graph(summaries: &[Summary]) -> Vec<Diagnostic> {
    graph_since(summaries, None)
}

/// Checks what the files say about each other, and about what the same files said in the base of the change.
pub fn graph_since(summaries: &[Summary], base: Option<&[Summary]>) -> Vec<Diagnostic> {
    let graph = Graph::with_base(summaries, base);
    let together = Together::of(&graph);
    let mut found = Vec::new();
    for rule in RULES {
        for run in rule.run {
            let mut report = Report::new(rule, "", "", &mut found);
            match run {
                Run::Graph(run) => run(&graph, &mut report),
                Run::Manifests(run) => run(&together, &mut report),
                _ => {}
            }
        }
    }
    found.iter_mut().for_each(hide_secrets);
    sort(&mut found);
    found
}

/// Checks all `files`, each and together, by every rule.
pub fn all(files: &Files) -> Vec<Diagnostic> {
    Session::of(files.iter().map(file).collect()).findings(&Scope::everything())
}

/// The finding for a file that is too large to be read; `size` in bytes.
pub fn too_large(path: &str, size: u64) -> Diagnostic {
    let message = format!("this file has {size} bytes; files over 1 MiB are not read");
    of_path(any::too_large::RULE.name, path, message)
}

/// The finding for a place that could not be read; `reason` is a lower-case fragment.
pub fn unreadable(path: &str, reason: &str) -> Diagnostic {
    of_path(
        any::unreadable_path::RULE.name,
        path,
        format!("this could not be read: {reason}"),
    )
}

fn of_path(name: &'static str, path: &str, message: String) -> Diagnostic {
    Diagnostic {
        rule: name,
        severity: Severity::Warning,
        confidence: Confidence::High,
        path: path.to_owned(),
        range: Range::at(0),
        message,
        evidence: Vec::new(),
        fix: None,
    }
}

/// Findings about the file as such: bytes that are no text, text that is not of its format.
fn reading(file: &SourceFile, parsed: &Parsed, found: &mut Vec<Diagnostic>) {
    // What is read only for its secrets may be in any encoding.
    if file.lossy && is_wanted(&file.path) {
        let at = file.text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
        let range = Range::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
        Report::new(&any::invalid_utf_8::RULE, &file.path, &file.text, found).find(
            range,
            "this file is not UTF-8; the bytes that are none were replaced",
        );
    }
    for Fault { range, message } in &parsed.faults {
        Report::new(&any::syntax_error::RULE, &file.path, &file.text, found)
            .find(*range, message.as_str());
    }
}

fn run(file: &SourceFile, parsed: &Parsed, model: &Model<'_>, found: &mut Vec<Diagnostic>) {
    let view = View::of(parsed, &file.text, model);
    let inside = View::inside(model);
    let mut queries = view.queries();
    queries.extend(inside.queries());
    let scripts = sources(parsed, &view, &file.text);
    let shells: Vec<Shell<'_>> = scripts.iter().map(Shell::of).collect();
    for rule in RULES {
        let mut report = Report::new(rule, &file.path, &file.text, found);
        for run in rule.run {
            run.look(&view, parsed, &mut report);
            if let (Run::Rules(_), View::Rules(_)) = (run, &inside) {
                run.look(&inside, parsed, &mut report);
            }
            run.ask(&queries, &mut report);
            run.read(&shells, &mut report);
        }
    }
}

/// The rules that look for secrets: behind the others, so that they leave out what is told already.
fn secrets(file: &SourceFile, kind: Kind, found: &mut Vec<Diagnostic>) {
    let text = SecretText::of(file, kind);
    if text.is_empty() {
        return;
    }
    for rule in RULES {
        for run in rule.run {
            if let Run::Secrets(run) = run {
                run(&text, &mut Report::new(rule, &file.path, &file.text, found));
            }
        }
    }
}

/// Commands and names of the file are quoted in findings; a secret in them is not, and no fix repeats one.
fn hide_secrets(diagnostic: &mut Diagnostic) {
    diagnostic.message = redact(&diagnostic.message);
    for line in &mut diagnostic.evidence {
        *line = redact(line);
    }
    if let Some(fix) = &mut diagnostic.fix {
        fix.title = redact(&fix.title);
        if fix.edits.iter().any(|edit| {
            edit.edit
                .text
                .lines()
                .any(|line| !secret_values(line).is_empty())
        }) {
            fix.edits.clear();
        }
    }
}
