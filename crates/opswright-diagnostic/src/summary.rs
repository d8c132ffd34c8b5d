//! How many findings of which weight.

use crate::diagnostic::{Diagnostic, Safety, Severity};

/// Counts over findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that must be fixed.
    pub errors: usize,
    /// Findings that should be fixed.
    pub warnings: usize,
    /// Findings worth knowing.
    pub infos: usize,
    /// Findings with a safe fix that has edits.
    pub fixable: usize,
}

impl Summary {
    /// Counts `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| {
            diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == severity)
                .count()
        };
        let fixable = diagnostics.iter().filter(|diagnostic| {
            diagnostic
                .fix
                .as_ref()
                .is_some_and(|fix| fix.safety == Safety::Safe && !fix.edits.is_empty())
        });
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            fixable: fixable.count(),
        }
    }

    /// Whether a run over these findings fails: information alone never fails one.
    pub fn fails(&self) -> bool {
        self.errors + self.warnings > 0
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.infos, "note"),
        ];
        let words: Vec<String> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }))
            .collect();
        if words.is_empty() {
            return formatter.write_str("no findings");
        }
        formatter.write_str(&words.join(", "))?;
        if self.fixable > 0 {
            write!(formatter, "; {} fixable with `--fix`", self.fixable)?;
        }
        Ok(())
    }
}
