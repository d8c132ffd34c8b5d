//! What `check` reports: a fault, its place, its evidence, its fix.

use opswright_source::{Edit, Range};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed.
    Error,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// A guess worth showing.
    Low,
    /// Right in most repositories.
    Medium,
    /// Right, but for a defect of the rule.
    High,
}

/// Whether a fix may be applied without a person reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Keeps the behaviour that was meant.
    Safe,
    /// May change behaviour; applied only on request.
    Unsafe,
}

/// One replacement in one file; a file that does not exist yet is created by an edit at `0..0`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileEdit {
    /// Path from the root.
    pub path: String,
    /// What to replace there.
    pub edit: Edit,
}

/// A remedy as byte patches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative (``add `USER 65532:65532` ``).
    pub title: String,
    /// Whether it may be applied unread.
    pub safety: Safety,
    /// The patches; empty for advice that has no mechanical form.
    pub edits: Vec<FileEdit>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule (`unpinned-base-image`).
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// Path from the root.
    pub path: String,
    /// The bytes it is about.
    pub range: Range,
    /// The fault, one lower-case sentence without a full stop.
    pub message: String,
    /// What proves it, a line each (`Dockerfile:3 sets no user`).
    pub evidence: Vec<String>,
    /// The remedy, if one is known.
    pub fix: Option<Fix>,
}

/// Sorts by path, then place, then rule: the order of every output.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        (&a.path, a.range, a.rule, &a.message).cmp(&(&b.path, b.range, b.rule, &b.message))
    });
}
