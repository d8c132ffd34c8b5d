//! `soak`: rollouts under load through the real command, with a count of everything that is lost.
#![expect(clippy::print_stderr, reason = "progress is talk")]

mod killer;
mod opswright;
mod processes;
mod report;
mod shop;
mod status;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::traffic::{Load, Mix, Plan};
use killer::{Killer, Victim};
use opswright::Opswright;
pub(crate) use opswright::build;
use report::{Report, Round};

/// How to soak.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Consecutive rollouts.
    #[arg(long, default_value_t = 10)]
    swaps: u64,
    /// Requests to send at least; the load goes on until the last rollout has ended.
    #[arg(long, default_value_t = 100_000)]
    requests: u64,
    /// Requests a second.
    #[arg(long, default_value_t = 1000.0)]
    rate: f64,
    /// Clients at once.
    #[arg(long, default_value_t = 64)]
    clients: usize,
    /// What is killed with SIGKILL: the old instance as soon as its drain is over, or something else at a random moment
    /// of each rollout.
    #[arg(long, value_enum, default_value = "instance")]
    kill: Victim,
    /// Where the random moments begin.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Longest time of the whole run, in seconds.
    #[arg(long, default_value_t = 1200)]
    time: u64,
    /// The built command; built now, optimized, when left out.
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// Soaks; fails when anything was lost that may not be lost.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let begin = Instant::now();
    let binary = match &arguments.binary {
        Some(binary) => binary
            .canonicalize()
            .context("failed to find the built command")?,
        None => build()?,
    };
    let folder = tempfile::Builder::new()
        .prefix("soak")
        .tempdir()
        .context("failed to make a folder")?;
    let command = Opswright::new(binary, folder.path())?;
    let result = soak(arguments, &command, begin);
    // Whatever happened: nothing that was started here stays.
    let down = command.run(&["down"]);
    let report = result?;
    println!("{report}");
    down?;
    let orphans = processes::below(folder.path())?;
    if !orphans.is_empty() {
        bail!("processes are left after `down`: {orphans:?}");
    }
    Ok(if report.passed() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn soak(arguments: &Arguments, command: &Opswright, begin: Instant) -> anyhow::Result<Report> {
    let (address, releases) = prepare(command)?;
    let load = Load::start(Plan {
        address,
        clients: arguments.clients,
        leaving: 2,
        rate: arguments.rate,
        requests: u64::MAX,
        time: Duration::from_secs(arguments.time),
        mix: Mix::shop(),
    })?;
    let mut killer = Killer::new(arguments.kill, arguments.seed);
    let mut report = Report::new(arguments.kill, arguments.clients);
    let share = arguments.requests / (arguments.swaps + 1);
    // The second release is in force: the first rollout goes back to the first.
    for (number, release) in (1..=arguments.swaps).zip(releases.iter().cycle()) {
        until_ended(&load, share * number)?;
        let round = roll_out(command, &mut killer, release);
        let round = round.with_context(|| format!("rollout {number} to {release}"))?;
        eprintln!(
            "rollout {number:>2} of {}: {:.1} s, {} requests, {} failed",
            arguments.swaps,
            round.took.as_secs_f64(),
            load.ended(),
            load.failed()
        );
        report.rounds.push(round);
    }
    until_ended(&load, arguments.requests)?;
    report.tally = load.finish()?;
    report.took = begin.elapsed();
    report.end = status::converged(
        command,
        report.rounds.last().map(|round| round.release.as_str()),
    )?;
    Ok(report)
}

/// Brings up the shop twice, so that two built releases are there. Its address, and the older release first.
fn prepare(command: &Opswright) -> anyhow::Result<(SocketAddr, [String; 2])> {
    shop::copy(&command.project)?;
    let port = opswright::free_port()?.to_string();
    let up = ["up", "--approve-local", "--port", port.as_str()];
    eprintln!("building two releases of the shop");
    command.run(&up)?;
    let older = status::current_release(command)?;
    shop::change(&command.project)?;
    command.run(&up)?;
    let newer = status::current_release(command)?;
    if older == newer {
        bail!("the changed shop has the same release {older}");
    }
    let address = status::address(command)?;
    Ok((address, [older, newer]))
}

fn roll_out(command: &Opswright, killer: &mut Killer, release: &str) -> anyhow::Result<Round> {
    let status = status::ask(command)?;
    let begin = Instant::now();
    let kill = killer.start(&status, command)?;
    let deployed = command.run(&["deploy", "--release", release, "--bake", "0.5"]);
    let kill = kill.finish()?;
    deployed?;
    Ok(Round {
        release: release.to_owned(),
        took: begin.elapsed(),
        kill,
    })
}

fn until_ended(load: &Load, count: u64) -> anyhow::Result<()> {
    while load.ended() < count {
        if load.is_over() {
            bail!("the time is over after {} requests", load.ended());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
