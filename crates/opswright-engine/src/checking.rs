//! Running the rules over a work tree: temporary, until the rules are there.

use std::path::Path;

use opswright_diagnostic::{Diagnostic, Severity};

use crate::failure::Failure;

/// What to check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only these rules; empty for all.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Files that were looked at.
    pub files: usize,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{} errors, {} warnings, {} infos",
            self.errors, self.warnings, self.infos
        )
    }
}

/// Counts findings by severity.
pub fn counts(findings: &[Diagnostic]) -> Counts {
    let of = |severity: Severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    Counts {
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        infos: of(Severity::Info),
    }
}

/// Checks the work tree at `root`.
pub fn check(_root: &Path, _scope: &Scope) -> Result<Checked, Failure> {
    Ok(Checked::default())
}
