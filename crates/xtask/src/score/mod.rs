//! `score`: our rules on the fixtures of other linters, read from checkouts of their repositories.
#![expect(clippy::print_stderr, reason = "what is missing is talk")]

mod fixture;
mod tally;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;

use fixture::Fixture;
use tally::Tally;

/// What to score.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Arguments {
    /// `check` on the fixtures of other linters.
    Check(CheckArguments),
}

/// Where the fixtures are.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArguments {
    /// Folder with checkouts of the linters' repositories, each under the repository's own name (`actionlint`, `buildkit` ...).
    #[arg(long)]
    checkouts: PathBuf,
    /// Only this linter.
    #[arg(long)]
    peer: Option<String>,
    /// Also print what was missed, and what was found where nothing should be.
    #[arg(long)]
    misses: bool,
}

/// A linter whose fixtures can be read.
struct Source {
    /// Name of its table of rules.
    peer: &'static str,
    /// Name of the folder with its repository.
    repository: &'static str,
    /// Reads its fixtures.
    read: fn(&Path) -> anyhow::Result<Vec<Fixture>>,
}

/// All of them.
const SOURCES: &[Source] = &[];

/// Runs `check` over all fixtures and prints a table.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Arguments::Check(arguments) = arguments;
    let mut tallies = Vec::new();
    for source in SOURCES {
        if arguments
            .peer
            .as_deref()
            .is_some_and(|peer| peer != source.peer)
        {
            continue;
        }
        let checkout = arguments.checkouts.join(source.repository);
        if !checkout.is_dir() {
            eprintln!(
                "{} is left out: {} is not there",
                source.peer,
                checkout.display()
            );
            continue;
        }
        let fixtures = (source.read)(&checkout)?;
        if fixtures.is_empty() {
            bail!("{} holds no fixture that can be read", checkout.display());
        }
        tallies.push(Tally::of(source.peer, &fixtures));
    }
    print!("{}", tally::table(&tallies));
    for tally in tallies.iter().filter(|_| arguments.misses) {
        for line in &tally.misses {
            println!("{line}");
        }
    }
    Ok(ExitCode::SUCCESS)
}
