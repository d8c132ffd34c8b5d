//! The whole of a survey.

use opswright_diagnostic::Diagnostic;
use opswright_source::{Files, Tree};

use crate::Facts;

/// The facts of the repository `tree`, as far as `files` prove them, and what is wrong or unclear in it.
pub fn survey(tree: &Tree, files: &Files) -> (Facts, Vec<Diagnostic>) {
    let _ = (tree, files);
    (Facts::default(), Vec::new())
}
