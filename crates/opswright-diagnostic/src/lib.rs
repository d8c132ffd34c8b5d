//! Findings: diagnostics, fixes, renderers.
//!
//! Invariants: nothing here prints; a renderer returns text. Output order is the order of `sort`.

mod diagnostic;

pub use diagnostic::{Confidence, Diagnostic, FileEdit, Fix, Safety, Severity, sort};
