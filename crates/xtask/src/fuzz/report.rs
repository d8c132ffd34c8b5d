//! Starting the process that runs the cases, and what is said of it in the end.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::targets::Target;
use super::{Arguments, keep};

/// A case that takes longer never ends.
const PATIENCE: Duration = Duration::from_mins(3);

/// Different failures that are kept; more say nothing new.
const MOST: usize = 20;

/// Runs cases until the time is over, whatever ends the process that runs them.
pub(super) fn watch(target: &'static Target, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    let whole = Duration::from_secs(arguments.seconds);
    let mut failures: Vec<(u64, String)> = Vec::new();
    let mut next = 0;
    while began.elapsed() < whole && failures.len() < MOST {
        let left = whole.saturating_sub(began.elapsed()).as_secs().max(1);
        let ended = follow(arguments, next, left, &mut failures)?;
        match ended {
            Ended::Done(words) => println!("{}: {words}", target.name),
            Ended::At(number, why) => {
                failures.push((number, why.to_owned()));
                next = number + 1;
                continue;
            }
        }
        break;
    }
    for (number, why) in &failures {
        let place = keep(arguments, target, *number)?;
        println!("{}: case {number}: {why}: {}", target.name, place.display());
    }
    println!("{}: {} broken", target.name, failures.len());
    Ok(if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// How a process ended.
enum Ended {
    /// In time, with its last words.
    Done(String),
    /// In a case.
    At(u64, &'static str),
}

fn follow(
    arguments: &Arguments,
    from: u64,
    seconds: u64,
    failures: &mut Vec<(u64, String)>,
) -> anyhow::Result<Ended> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args(["fuzz", &arguments.target, "--worker"])
        .args(["--from", &from.to_string()])
        .args(["--seconds", &seconds.to_string()])
        .args(["--seed", &arguments.seed.to_string()])
        .args(["--limit", &arguments.limit.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    for folder in &arguments.corpus {
        command.arg("--corpus").arg(folder);
    }
    let mut child = command.spawn().context("failed to start the cases")?;
    let output = child.stdout.take().context("failed to read the cases")?;
    let (sender, receiver) = channel();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    let mut last = from;
    let ended = loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(line) => match line.split_once(' ') {
                Some(("case", number)) => last = number.parse().unwrap_or(last),
                Some(("done", words)) => break Ended::Done(words.to_owned()),
                Some((_, rest)) if failures.len() < MOST => {
                    failures.push((last, rest.to_owned()));
                }
                _ => {}
            },
            Err(RecvTimeoutError::Disconnected) => break Ended::At(last, "the process ended"),
            Err(RecvTimeoutError::Timeout) => break Ended::At(last, "it never ends"),
        }
    };
    let _ = child.kill();
    child.wait()?;
    drop(receiver);
    let _ = reader.join();
    Ok(ended)
}
