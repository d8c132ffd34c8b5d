//! `fuzz`: texts that nobody would write, made from those that rule pages and given folders hold, until something breaks.
//!
//! A case is made from the seed and its number alone, so that a failure can be run again. The cases run in a process of their
//! own: what ends it, or keeps it busy, is found out by the number that it last said.
#![expect(clippy::print_stderr, reason = "progress is talk")]

mod cases;
mod mutate;
mod random;
mod report;
mod seeds;
mod targets;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};

use cases::Cases;
use targets::{TARGETS, Target};

/// What to break.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The parser or format; `list` names them all.
    target: String,
    /// How long, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Where the numbers begin; the same seed makes the same cases from the same texts.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folders with more texts to begin with; files of the target's format are taken.
    #[arg(long, value_name = "DIR")]
    corpus: Vec<PathBuf>,
    /// Only this case, and print its text.
    #[arg(long)]
    case: Option<u64>,
    /// Where texts that break something are written.
    #[arg(long, default_value = "target/fuzz")]
    out: PathBuf,
    /// Time that a text of at most 1 MiB may take, in milliseconds.
    #[arg(long, default_value_t = 1000)]
    limit: u64,
    /// Runs the cases; what `fuzz` starts.
    #[arg(long, hide = true)]
    worker: bool,
    /// The first case of a worker.
    #[arg(long, hide = true, default_value_t = 0)]
    from: u64,
}

/// Runs cases until the time is over; fails where one broke something.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if arguments.target == "list" {
        for target in TARGETS {
            println!("{}", target.name);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let target = find(&arguments.target)?;
    if arguments.worker || arguments.case.is_some() {
        let cases = Cases::of(target, &arguments.corpus, arguments.seed)?;
        return match arguments.case {
            Some(number) => worker::one(target, &cases, number),
            None => worker::run(target, &cases, arguments.from, limits(arguments)),
        };
    }
    report::watch(target, arguments)
}

fn find(name: &str) -> anyhow::Result<&'static Target> {
    let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
        bail!("failed to find the target `{name}`; `cargo xtask fuzz list` names them");
    };
    Ok(target)
}

fn limits(arguments: &Arguments) -> worker::Limits {
    worker::Limits {
        run: Duration::from_secs(arguments.seconds),
        case: Duration::from_millis(arguments.limit),
    }
}

/// The text of a case, written below `out`.
fn keep(arguments: &Arguments, target: &Target, number: u64) -> anyhow::Result<PathBuf> {
    let cases = Cases::of(target, &arguments.corpus, arguments.seed)?;
    let place = arguments.out.join(target.name);
    std::fs::create_dir_all(&place).context("failed to make a folder for the text")?;
    let place = place.join(format!("{}-{number}", arguments.seed));
    std::fs::write(&place, cases.case(number).text).context("failed to write the text")?;
    Ok(place)
}
