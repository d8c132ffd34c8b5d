//! Findings: diagnostics, fixes, renderers.
//!
//! Invariants: nothing here prints; a renderer returns text. Output order is the order of `sort`. No renderer shows a
//! value that looks like a secret: source lines are redacted before they are shown.

mod diagnostic;
mod fingerprint;
mod redact;
mod render;
mod secrets;
mod summary;

pub use diagnostic::{Confidence, Diagnostic, FileEdit, Fix, Safety, Severity, sort};
pub use fingerprint::fingerprints;
pub use redact::{is_secret_name, redact, secret_values};
pub use render::{Colour, Format, Outcome, Silenced, render, render_outcome};
pub use secrets::{KnownSecret, entropy, is_made_up, known_secrets};
pub use summary::Summary;
