//! Holds the architecture and the conventions by machine; runs as `cargo xtask tidy` and as a test.

mod dependencies;
mod files;
mod layers;
mod licences;
mod links;
mod rules;
mod spdx;

use std::fmt;
use std::process::ExitCode;

use crate::repository::Repository;

/// Every check, in the order of its report.
const CHECKS: &[fn(&Repository) -> Vec<Fault>] = &[
    layers::check,
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
    let faults = all_faults(&repository);
    for fault in &faults {
        println!("{fault}");
    }
    println!("{}", summary(&repository, faults.len()));
    Ok(if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn all_faults(repository: &Repository) -> Vec<Fault> {
    CHECKS.iter().flat_map(|check| check(repository)).collect()
}

fn summary(repository: &Repository, faults: usize) -> String {
    format!(
        "tidy: {} crates, {} dependencies (at most {}), {} files, {faults} faults",
        repository.metadata.members().count(),
        repository.metadata.external().count(),
        dependencies::BUDGET,
        repository.files.len(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_is_tidy() {
        let repository = Repository::read().expect("the repository can be read");
        let faults: Vec<String> = all_faults(&repository)
            .iter()
            .map(Fault::to_string)
            .collect();
        println!("{}", summary(&repository, faults.len()));
        assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    }
}
