//! `bench`: what the proxy and checking cost, beside the programs that are installed here.
#![expect(clippy::print_stderr, reason = "progress is talk")]

mod backend;
mod check;
mod peers;
mod running;
mod table;
mod usage;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;

use crate::traffic::{Load, Mix, Plan};
use backend::Backend;
use peers::{PEERS, Peer};
use running::Running;
use table::{Row, Sample};

/// What to measure.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Arguments {
    /// CPU time per request at saturation and at a fixed rate, and memory.
    Proxy(ProxyArguments),
    /// CPU time and memory of `check` for a file of each format, beside other linters.
    Check(check::CheckArguments),
}

/// How to measure proxies.
#[derive(Debug, clap::Args)]
pub(crate) struct ProxyArguments {
    /// Interleaved rounds; the table shows their medians.
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// Time of one measurement, in seconds.
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    /// Clients at once.
    #[arg(long, default_value_t = 64)]
    clients: usize,
    /// Requests a second of the measurement at a fixed rate.
    #[arg(long, default_value_t = 1500.0)]
    rate: f64,
    /// The built command; built now, optimized, when left out.
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// Measures and prints a table.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match arguments {
        Arguments::Proxy(arguments) => proxy(arguments),
        Arguments::Check(arguments) => check::run(arguments),
    }
}

fn proxy(arguments: &ProxyArguments) -> anyhow::Result<ExitCode> {
    if cfg!(debug_assertions) {
        eprintln!(
            "the load is not optimized: `cargo run --release -p xtask -- bench proxy` loads the proxies fully"
        );
    }
    let binary = match &arguments.binary {
        Some(binary) => binary
            .canonicalize()
            .context("failed to find the built command")?,
        None => crate::soak::build(crate::soak::Profile::Release)?,
    };
    let folder = tempfile::tempdir().context("failed to make a folder")?;
    let backend = Backend::start()?;
    let mut rows = Vec::new();
    for peer in PEERS {
        match Running::start(peer, &binary, folder.path(), backend.address)? {
            Some(running) => rows.push((Row::new(peer.name), running)),
            None => eprintln!("{} is not installed: left out", peer.name),
        }
    }
    for round in 1..=arguments.rounds {
        eprintln!("round {round} of {}", arguments.rounds);
        for (row, running) in &mut rows {
            row.saturated.push(measure(arguments, running, 0.0)?);
            row.paced.push(measure(arguments, running, arguments.rate)?);
            row.memory_mb = running.usage()?.memory_mb;
        }
    }
    let rows: Vec<Row> = rows.into_iter().map(|(row, _)| row).collect();
    println!("{}", table::render(&rows));
    Ok(ExitCode::SUCCESS)
}

fn measure(arguments: &ProxyArguments, running: &Running, rate: f64) -> anyhow::Result<Sample> {
    let before = running.usage()?;
    let load = Load::start(Plan {
        address: running.address,
        clients: arguments.clients,
        leaving: 0,
        rate,
        requests: u64::MAX,
        time: Duration::from_secs(arguments.seconds),
        mix: Mix::read(),
    })?;
    let mut tally = load.wait()?;
    let cpu = running.usage()?.cpu.saturating_sub(before.cpu);
    #[expect(clippy::cast_precision_loss, reason = "at most a few million requests")]
    let sent = tally.sent.max(1) as f64;
    #[expect(clippy::cast_precision_loss, reason = "a few seconds")]
    let seconds = arguments.seconds as f64;
    Ok(Sample {
        cpu_us: cpu.as_secs_f64() * 1e6 / sent,
        rate: sent / seconds,
        p50_ms: tally.quantile(0.5),
        p99_ms: tally.quantile(0.99),
        failed: tally.failed(),
    })
}

impl Peer {
    /// Whether it is the proxy of this repository.
    fn is_own(&self) -> bool {
        self.program.is_empty()
    }
}
