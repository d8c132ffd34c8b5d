//! All files of a design.

use opswright_design::Design;

use crate::files::{FILES, Material};
use crate::recipe::Recipe;

/// A file that the design asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Path from the root, `/` between parts.
    pub path: String,
    /// The whole text, ending in one line feed.
    pub text: String,
    /// Why the file is there, a lower-case sentence without a full stop.
    pub reason: String,
}

/// A workload that got no image, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Name of the workload.
    pub workload: String,
    /// The reason, a lower-case sentence without a full stop.
    pub reason: String,
}

/// Every file that `design` asks for, in path order.
pub fn generate(design: &Design) -> Vec<GeneratedFile> {
    let material = Material::of(design);
    let mut files: Vec<GeneratedFile> = FILES
        .iter()
        .flat_map(|kind| (kind.files)(&material))
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The workloads of `design` that get no image, with the reason; empty when everything is known.
pub fn skipped(design: &Design) -> Vec<Skipped> {
    Recipe::all(design).1
}
