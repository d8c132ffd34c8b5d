//! `bench check`: what checking costs, beside the linters that are installed, over the same files in one run.

mod corpus;
mod measure;
mod peers;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use opswright_check::Session;
use opswright_source::SourceFile;

use corpus::{Corpus, Format};
use measure::{Counter, Run, best_of, run_once};
use peers::{Command, commands, own};
use table::Row;

/// How to measure checking.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArguments {
    /// What to check: `dockerfile=DIR`, `compose=`, `workflow=`, `kubernetes=`, `terraform=`, `rules=`, `migration=`; files of
    /// that format in the folder.
    #[arg(required = true, value_name = "FORMAT=DIR")]
    corpora: Vec<String>,
    /// Folders where other linters are looked for before PATH, each with or without `bin`.
    #[arg(long, value_name = "DIR")]
    peers: Vec<PathBuf>,
    /// Another linter: `FORMAT=NAME=COMMAND ...`, where `{files}` and `{folder}` are filled in.
    #[arg(long, value_name = "FORMAT=NAME=COMMAND")]
    also: Vec<String>,
    /// Rounds, of which the best counts; linters that take over ten seconds run once.
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// Files that slow linters (those that start an interpreter) are given at most.
    #[arg(long, default_value_t = 100)]
    slow_files: usize,
    /// Count instructions with Valgrind where the processor's counters cannot be read; fifty times as slow.
    #[arg(long)]
    valgrind: bool,
    /// The built command; built now, optimized, when left out.
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// Measures and prints a table.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let binary = match &arguments.binary {
        Some(binary) => binary
            .canonicalize()
            .context("failed to find the built command")?,
        None => crate::soak::build(crate::soak::Profile::Release)?,
    };
    let folder = tempfile::tempdir().context("failed to make a folder")?;
    let corpora = Corpus::read(&arguments.corpora)?;
    if corpora.is_empty() {
        bail!("no file of those formats is in those folders");
    }
    let counter = Counter::find(arguments.valgrind);
    println!("{}", counter.words());
    let also = peers::also(&arguments.also)?;
    let mut rows = Vec::new();
    for (format, corpus) in &corpora {
        let place = folder.path().join(format.name());
        corpus.write(&place)?;
        eprintln!("{}: {} files", format.name(), corpus.files.len());
        rows.push(measured(
            &own(&binary),
            *format,
            corpus,
            &place,
            (arguments, counter),
        )?);
        for command in commands(*format, &arguments.peers, &also) {
            let few = corpus.first(if command.is_slow {
                arguments.slow_files
            } else {
                usize::MAX
            });
            let place = if few.files.len() == corpus.files.len() {
                place.clone()
            } else {
                let part = folder.path().join(format!("{}-part", format.name()));
                few.write(&part)?;
                part
            };
            eprintln!("  {}", command.name);
            rows.push(measured(
                &command,
                *format,
                &few,
                &place,
                (arguments, counter),
            )?);
        }
    }
    print!("{}", table::render(&rows));
    together(&binary, &corpora, folder.path(), arguments.rounds)?;
    Ok(ExitCode::SUCCESS)
}

fn measured(
    command: &Command,
    format: Format,
    corpus: &Corpus,
    place: &std::path::Path,
    (arguments, counter): (&CheckArguments, Counter),
) -> anyhow::Result<Row> {
    let run = best_of(arguments.rounds, command, place, corpus)?;
    let instructions = if command.is_native {
        counter.count(command, place, corpus)?
    } else {
        None
    };
    Ok(Row {
        format: format.name(),
        tool: command.name.clone(),
        is_own: command.is_own,
        files: corpus.files.len(),
        run,
        instructions,
    })
}

/// All files in one run; one small file from the start of the process; one buffer that changes among all.
fn together(
    binary: &std::path::Path,
    corpora: &[(Format, Corpus)],
    folder: &std::path::Path,
    rounds: u32,
) -> anyhow::Result<()> {
    let all = Corpus::joined(corpora);
    let place = folder.join("all");
    all.write(&place)?;
    let run = best_of(rounds, &own(binary), &place, &all)?;
    println!(
        "all together: {} files, {:.1} MB: wall {:.2} s, CPU {:.2} s, {:.0} MB",
        all.files.len(),
        all.megabytes(),
        run.wall.as_secs_f64(),
        run.cpu.as_secs_f64(),
        run.memory_mb
    );
    for (format, corpus) in corpora {
        let one = corpus.middle();
        let place = folder.join(format!("one-{}", format.name()));
        one.write(&place)?;
        let mut walls: Vec<Run> = Vec::new();
        for _ in 0..20 {
            walls.push(run_once(&own(binary), &place, &one)?);
        }
        walls.sort_by_key(|run| run.wall);
        let middle = walls.get(walls.len() / 2).copied().unwrap_or_default();
        println!(
            "one {} of {} bytes, from the start of the process: median of 20 {:.1} ms, CPU {:.1} ms",
            format.name(),
            one.bytes(),
            middle.wall.as_secs_f64() * 1e3,
            middle.cpu.as_secs_f64() * 1e3
        );
    }
    println!("{}", rechecked(&all));
    Ok(())
}

/// One changed buffer among all files: the file again, and the rules over files.
fn rechecked(all: &Corpus) -> String {
    let sources: Vec<SourceFile> = all
        .files
        .iter()
        .map(|(path, text)| SourceFile::from_text(path, text))
        .collect();
    let mut session = Session::of(sources.iter().map(opswright_check::file).collect());
    let scope = opswright_check::Scope::everything();
    session.findings(&scope);
    let mut times = Vec::new();
    for source in sources.iter().step_by((sources.len() / 200).max(1)) {
        let changed = SourceFile::from_text(&source.path, &format!("{}\n", source.text));
        let began = std::time::Instant::now();
        session.change(&changed);
        let own = began.elapsed();
        std::hint::black_box(session.findings_in(&changed.path, &scope));
        let shown = began.elapsed();
        std::hint::black_box(session.findings(&scope));
        times.push((own, shown, began.elapsed()));
    }
    let quantile = |pick: fn(&(_, _, _)) -> std::time::Duration, share: usize| {
        let mut all: Vec<_> = times.iter().map(pick).collect();
        all.sort();
        let at = (all.len() * share / 100).min(all.len().saturating_sub(1));
        all.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    format!(
        "one changed buffer among {} files, {} times: the file p50 {:.2} ms, p99 {:.2} ms; its findings p50 {:.2} ms, p99 {:.2} ms; all findings p50 {:.2} ms, p99 {:.2} ms",
        sources.len(),
        times.len(),
        quantile(|time| time.0, 50),
        quantile(|time| time.0, 99),
        quantile(|time| time.1, 50),
        quantile(|time| time.1, 99),
        quantile(|time| time.2, 50),
        quantile(|time| time.2, 99),
    )
}
