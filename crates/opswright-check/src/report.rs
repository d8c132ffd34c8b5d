//! Where a rule writes its findings.

use std::cell::OnceCell;

use opswright_diagnostic::{Diagnostic, FileEdit, Fix, Safety};
use opswright_source::{Edit, LineIndex, Range};

use crate::rule::Rule;

/// The findings of one rule over one file, or over the graph.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    rule: &'static Rule,
    path: &'a str,
    /// The file's text; empty for rules over the graph.
    pub(crate) text: &'a str,
    found: &'a mut Vec<Diagnostic>,
    /// Where lines begin, once somebody has asked.
    lines: OnceCell<LineIndex>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(
        rule: &'static Rule,
        path: &'a str,
        text: &'a str,
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            rule,
            path,
            text,
            found,
            lines: OnceCell::new(),
        }
    }

    /// Adds a finding at `range` of the file.
    pub(crate) fn find(&mut self, range: Range, message: impl Into<String>) -> &mut Diagnostic {
        let path = self.path.to_owned();
        self.find_in(&path, range, message)
    }

    /// Adds a finding at `range` of the file at `path`.
    pub(crate) fn find_in(
        &mut self,
        path: &str,
        range: Range,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.found.push(Diagnostic {
            rule: self.rule.name,
            severity: self.rule.severity,
            confidence: self.rule.confidence,
            path: path.to_owned(),
            range,
            message: message.into(),
            evidence: Vec::new(),
            fix: None,
        });
        self.found
            .last_mut()
            .expect("a finding was pushed just before")
    }

    /// Path of the file; empty for rules over the graph.
    pub(crate) fn path(&self) -> &'a str {
        self.path
    }

    /// Whether this rule has a finding at `range` already.
    pub(crate) fn has(&self, range: Range) -> bool {
        self.found
            .iter()
            .rev()
            .take_while(|finding| finding.rule == self.rule.name)
            .any(|finding| finding.range == range && finding.path == self.path)
    }

    /// Whether the rule `name` has a finding in the file.
    pub(crate) fn is_told(&self, name: &str) -> bool {
        self.found
            .iter()
            .any(|finding| finding.rule == name && finding.path == self.path)
    }

    /// Whether a rule about secrets has a finding on one of the lines of `range`.
    pub(crate) fn tells_secret(&self, range: Range) -> bool {
        let start = self
            .text
            .get(..range.start)
            .and_then(|text| text.rfind('\n'))
            .unwrap_or(0);
        let rest = self.text.get(range.end..).unwrap_or("");
        let end = range.end + rest.find('\n').unwrap_or(rest.len());
        self.found.iter().any(|finding| {
            SECRETS.contains(&finding.rule)
                && finding.range.start <= end
                && start <= finding.range.end
        })
    }

    /// Whether the file is laid over another one (`compose.override.yaml`), so that what is missing in it may be there.
    pub(crate) fn is_overlay(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        let stem = name.trim_end_matches(".yaml").trim_end_matches(".yml");
        stem.contains('.') || stem.contains("override")
    }

    /// A fix of this file.
    pub(crate) fn fix(&self, title: impl Into<String>, safety: Safety, edits: Vec<Edit>) -> Fix {
        let edits = edits
            .into_iter()
            .map(|edit| FileEdit {
                path: self.path.to_owned(),
                edit,
            })
            .collect();
        Fix {
            title: title.into(),
            safety,
            edits,
        }
    }

    /// `path:line` of an offset, for evidence.
    pub(crate) fn place(&self, offset: usize) -> String {
        format!("{}:{}", self.path, self.line(offset))
    }

    /// Line of an offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        self.lines
            .get_or_init(|| LineIndex::new(self.text))
            .line(offset)
    }
}

/// Rules that tell of a secret.
const SECRETS: [&str; 16] = [
    "committed-credential-file",
    "committed-private-key",
    "committed-secret",
    "committed-variables",
    "credential-in-configuration",
    "hard-coded-secret",
    "likely-secret",
    "literal-credential",
    "literal-role-password",
    "literal-secret",
    "secret-in-chart-values",
    "secret-in-command",
    "secret-in-config-map",
    "secret-in-image",
    "secret-in-pulumi-stack",
    "secret-in-terraform",
];

/// Advice that has no mechanical form.
pub(crate) fn advice(title: impl Into<String>) -> Fix {
    Fix {
        title: title.into(),
        safety: Safety::Unsafe,
        edits: Vec::new(),
    }
}

/// An edit that replaces `range`.
pub(crate) fn replace(range: Range, text: impl Into<String>) -> Edit {
    Edit {
        range,
        text: text.into(),
    }
}
