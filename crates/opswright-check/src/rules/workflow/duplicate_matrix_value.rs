//! `duplicate-matrix-value`: a value that stands twice in one row of a matrix.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-matrix-value",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_matrix_value.md"),
    run: &[Run::Found(Fault::DuplicateMatrixValue)],
};
