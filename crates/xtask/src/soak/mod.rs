//! `soak`: rollouts under load through the real command, with a count of everything that is lost.
#![expect(clippy::print_stderr, reason = "progress is talk")]

mod killer;
mod opswright;
mod processes;
mod report;
mod shop;
mod status;
mod victim;
mod writes;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::traffic::{Load, Mix, Plan};
use killer::Killer;
use opswright::Opswright;
pub(crate) use opswright::{Profile, build};
use processes::Standing;
use report::{Report, Round};
use victim::Victim;

/// When somebody is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum At {
    /// At a random moment of each rollout.
    Random,
    /// Before and after each write of the supervisor's journal in turn, each in a rollout of its own.
    Write,
}

/// How to soak.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Consecutive rollouts; with `--at write`, as many as it takes.
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
    /// What is killed with SIGKILL, once in each rollout.
    #[arg(long, value_enum, default_value = "instance")]
    kill: Victim,
    /// When it is killed.
    #[arg(long, value_enum, default_value = "random")]
    at: At,
    /// Where the random moments begin.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Longest time of the whole run, in seconds.
    #[arg(long, default_value_t = 1200)]
    time: u64,
    /// The built command; built now when left out, optimized unless it has to stop at a write.
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
        None => build(match arguments.at {
            At::Random => Profile::Release,
            At::Write => Profile::Dev,
        })?,
    };
    let folder = tempfile::Builder::new()
        .prefix("soak")
        .tempdir()
        .context("failed to make a folder")?;
    let command = Opswright::new(binary, folder.path())?;
    let result = soak(arguments, &command, begin);
    // Whatever happened: nothing that was started here stays.
    for (id, _) in processes::below(&command.folder)? {
        if processes::standing(id) == Standing::Stopped {
            processes::kill(id)?;
        }
    }
    let down = command.run(&["down"]);
    let report = result?;
    println!("{report}");
    down?;
    nothing_is_left(&command)?;
    Ok(if report.passed() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn nothing_is_left(command: &Opswright) -> anyhow::Result<()> {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let orphans = processes::below(&command.folder)?;
        if orphans.is_empty() {
            return Ok(());
        }
        if Instant::now() >= deadline {
            bail!("processes are left after `down`: {orphans:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
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
    let mut report = Report::new(arguments.kill);
    match arguments.at {
        At::Random => at_random(arguments, command, &load, (&releases, &mut report))?,
        At::Write => at_each_write(arguments, command, &load, (&releases, &mut report))?,
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

fn at_random(
    arguments: &Arguments,
    command: &Opswright,
    load: &Load,
    (releases, report): (&[String; 2], &mut Report),
) -> anyhow::Result<()> {
    let mut killer = Killer::new(arguments.kill, arguments.seed, load.gauge());
    let share = arguments.requests / (arguments.swaps + 1);
    // The second release is in force: the first rollout goes back to the first.
    for (number, release) in (1..=arguments.swaps).zip(releases.iter().cycle()) {
        until_ended(load, share * number)?;
        let before = load.gauge().failures();
        let round = roll_out(command, &mut killer, release);
        let mut round = round.with_context(|| format!("rollout {number} to {release}"))?;
        round.lost = report::since(&before, &load.gauge().failures());
        eprintln!("rollout {number:>2} of {}: {round}", arguments.swaps);
        report.rounds.push(round);
    }
    Ok(())
}

fn at_each_write(
    arguments: &Arguments,
    command: &Opswright,
    load: &Load,
    (releases, report): (&[String; 2], &mut Report),
) -> anyhow::Result<()> {
    let mut releases = releases.iter().cycle();
    writes::each(|write| {
        if load.is_over() {
            bail!("the time is over after {} requests", load.ended());
        }
        let release = releases.next().context("there are two releases")?;
        let target = (release.as_str(), write);
        let round = writes::roll_out(command, &load.gauge(), arguments.kill, target)?;
        eprintln!("{} write {:>2}: {round}", write.moment, write.number);
        let reached = round.hit.is_some();
        if reached {
            report.writes = report.writes.max(write.number);
        }
        report.rounds.push(round);
        Ok(reached)
    })
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
    let caller = command.start(&["deploy", "--release", release, "--bake", "0.5"])?;
    let kill = killer.start(&status, caller.id()?, command)?;
    let deployed = caller.finish();
    let hit = kill.finish()?;
    let ended = begin.elapsed();
    // A killed command has no answer, and its rollout goes on.
    if killer.kills_callers() && hit.is_some() {
        if let Err(left) = status::converged(command, Some(release))? {
            bail!("{left}");
        }
    } else {
        deployed?;
    }
    Ok(Round {
        release: release.to_owned(),
        took: ended,
        lost: BTreeMap::new(),
        hit,
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
