//! Holds the architecture and the conventions by machine; runs as `cargo xtask tidy`, and `tests/it` runs that.

mod dependencies;
mod files;
mod layers;
mod licences;
mod links;
mod manifests;
mod rules;
mod spdx;

use std::fmt;
use std::process::ExitCode;

use crate::repository::Repository;

/// Every check, in the order of its report.
const CHECKS: &[fn(&Repository) -> Vec<Fault>] = &[
    layers::check,
    manifests::check,
    dependencies::check,
    licences::check,
    files::check,
    rules::check,
    links::check,
];

/// Something that must be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The file, with its line where one is to blame; or the crate.
    place: String,
    /// What is wrong and what to do.
    message: String,
}

impl Fault {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}

/// Runs every check and prints what it found.
pub(crate) fn run() -> anyhow::Result<ExitCode> {
    let repository = Repository::read()?;
    let faults: Vec<Fault> = CHECKS.iter().flat_map(|check| check(&repository)).collect();
    for fault in &faults {
        println!("{fault}");
    }
    println!(
        "tidy: {} crates, {} dependencies (at most {}), {} files, {} faults",
        repository.metadata.members().count(),
        repository.metadata.external().count(),
        dependencies::BUDGET,
        repository.files.len(),
        faults.len(),
    );
    Ok(if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
