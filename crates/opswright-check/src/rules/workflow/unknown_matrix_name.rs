//! `unknown-matrix-name`: an expression that asks the matrix for a name which it does not have.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-matrix-name",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_matrix_name.md"),
    run: &[Run::Found(Fault::UnknownMatrixName)],
};
