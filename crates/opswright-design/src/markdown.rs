//! `.opswright/design.md`: the design for people.

use crate::design::Design;

/// The design as Markdown: summary, decisions, open questions, diagram.
pub fn to_markdown(design: &Design) -> String {
    format!("# Design of {}\n", design.name)
}
