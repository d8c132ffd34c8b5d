//! `score`: our rules on the fixtures of other linters, read from checkouts of their repositories.
#![expect(clippy::print_stderr, reason = "what is missing is talk")]

mod actionlint;
mod buildkit;
mod checkov;
mod checkov_dockerfile;
mod checkov_kubernetes;
mod checkov_terraform;
mod connected;
mod dashboard_linter;
mod dclint;
mod documents;
mod fixes;
mod fixture;
mod go_literal;
mod kube_linter;
mod reading;
mod sample;
mod tally;
mod tflint;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use opswright_project::is_wanted;
use opswright_source::Files;

use fixture::Fixture;
use tally::Tally;

/// What to score.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Arguments {
    /// `check` on the fixtures of other linters.
    Check(CheckArguments),
    /// All safe fixes over a folder, in memory.
    Fixes(fixes::FixesArguments),
    /// The share of files in folders that can be read whole, by kind.
    Reading(reading::ReadingArguments),
    /// Findings drawn by a seed from real files, to be judged.
    Sample(sample::SampleArguments),
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
const SOURCES: &[Source] = &[
    Source {
        peer: "buildkit",
        repository: "buildkit",
        read: buildkit::read,
    },
    Source {
        peer: "actionlint",
        repository: "actionlint",
        read: actionlint::read,
    },
    Source {
        peer: "dclint",
        repository: "dclint",
        read: dclint::read,
    },
    Source {
        peer: "dashboard-linter",
        repository: "dashboard-linter",
        read: dashboard_linter::read,
    },
    Source {
        peer: "checkov-terraform",
        repository: "checkov",
        read: checkov_terraform::read,
    },
    Source {
        peer: "checkov-kubernetes",
        repository: "checkov",
        read: checkov_kubernetes::read,
    },
    Source {
        peer: "checkov-dockerfile",
        repository: "checkov",
        read: checkov_dockerfile::read,
    },
    Source {
        peer: "kube-linter",
        repository: "kube-linter",
        read: kube_linter::read,
    },
    Source {
        peer: "tflint",
        repository: "tflint-ruleset-terraform",
        read: tflint::read,
    },
];

/// Runs `check` over all fixtures and prints a table.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let arguments = match arguments {
        Arguments::Check(arguments) => arguments,
        Arguments::Fixes(arguments) => return fixes::run(arguments),
        Arguments::Reading(arguments) => return reading::run(arguments),
        Arguments::Sample(arguments) => return sample::run(arguments),
    };
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

/// The files of a folder that `check` would read.
fn files_of(root: &Path) -> anyhow::Result<Files> {
    let tree = opswright_worktree::walk(root)
        .with_context(|| format!("failed to read {}", root.display()))?;
    let paths: Vec<&str> = tree.paths().filter(|path| is_wanted(path)).collect();
    Ok(opswright_worktree::read(root, &paths).0)
}

/// A share in percent.
fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "some thousand files")]
    let share = part as f64 / whole.max(1) as f64;
    share * 100.0
}

/// Files below `folder` with this ending, in order.
fn files_below(folder: &Path, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("failed to read {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|other| other == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The last two parts of a path, for people.
fn name_of(path: &Path) -> String {
    let parts: Vec<_> = path
        .iter()
        .rev()
        .take(2)
        .map(|part| part.to_string_lossy())
        .collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}
