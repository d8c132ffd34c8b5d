//! The design in a few lines for the terminal.

use crate::design::Design;

/// A short summary without colour, each line at most 100 columns where its values allow it.
pub fn render(design: &Design) -> String {
    format!("design {}  {}\n", design.name, design.digest)
}
