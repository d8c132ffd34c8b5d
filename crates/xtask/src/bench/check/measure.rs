//! Running a command to its end, and what that took.

use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use wait4::Wait4 as _;

use super::corpus::Corpus;
use super::peers::Command;

/// Above this a command runs once.
const LONG: Duration = Duration::from_secs(10);

/// What a run took, its children included.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    /// From start to end.
    pub(super) wall: Duration,
    /// Time on a processor, in user and in system mode.
    pub(super) cpu: Duration,
    /// Most memory at once, in MB.
    pub(super) memory_mb: f64,
}

/// The best of several runs, each figure by itself.
pub(super) fn best_of(
    rounds: u32,
    command: &Command,
    folder: &Path,
    corpus: &Corpus,
) -> anyhow::Result<Run> {
    let mut best = run_once(command, folder, corpus)?;
    for _ in 1..rounds {
        if best.wall > LONG {
            break;
        }
        let next = run_once(command, folder, corpus)?;
        best.wall = best.wall.min(next.wall);
        best.cpu = best.cpu.min(next.cpu);
        best.memory_mb = best.memory_mb.min(next.memory_mb);
    }
    Ok(best)
}

/// One run; what it prints goes nowhere, and how it ends does not matter: linters fail where they find something.
pub(super) fn run_once(command: &Command, folder: &Path, corpus: &Corpus) -> anyhow::Result<Run> {
    let mut process = Process::new(&command.program);
    process.args(filled(command, folder, corpus));
    let began = Instant::now();
    let child = quiet(&mut process)
        .spawn()
        .with_context(|| format!("failed to start {}", command.name))?;
    let used = child.wait4()?;
    let wall = began.elapsed();
    #[expect(clippy::cast_precision_loss, reason = "a few gigabytes at most")]
    let memory_mb = used.rusage.maxrss as f64 / 1e6;
    Ok(Run {
        wall,
        cpu: used.rusage.utime + used.rusage.stime,
        memory_mb,
    })
}

fn quiet(process: &mut Process) -> &mut Process {
    process
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
}

fn filled(command: &Command, folder: &Path, corpus: &Corpus) -> Vec<String> {
    let mut arguments = Vec::new();
    for word in &command.arguments {
        if word == "{files}" {
            let files = corpus.files.iter().map(|(path, _)| folder.join(path));
            arguments.extend(files.map(|path| path.display().to_string()));
        } else {
            arguments.push(word.replace("{folder}", &folder.display().to_string()));
        }
    }
    arguments
}

/// What counts instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counter {
    /// `perf stat`.
    Perf,
    /// Valgrind, which runs one thread at a time.
    Valgrind,
    /// Nothing.
    None,
}

impl Counter {
    /// `perf` where the processor's counters can be read; else Valgrind, if it `may` and is installed.
    pub(super) fn find(may: bool) -> Self {
        let counted = |program: &str, arguments: &[&str]| {
            let output = Process::new(program).args(arguments).output();
            output.is_ok_and(|output| {
                output.status.success()
                    && !String::from_utf8_lossy(&output.stderr).contains("<not ")
            })
        };
        if counted("perf", &["stat", "-e", "instructions:u", "true"]) {
            Self::Perf
        } else if may && counted("valgrind", &["--version"]) {
            Self::Valgrind
        } else {
            Self::None
        }
    }

    /// What the table says of it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Perf => "instructions in user mode, by perf",
            Self::Valgrind => {
                "the processor's counters cannot be read here: instructions are counted by Valgrind"
            }
            Self::None => {
                "the processor's counters cannot be read here: no instructions (--valgrind counts them slowly)"
            }
        }
    }

    /// Instructions of one run; `None` where they cannot be counted.
    pub(super) fn count(
        self,
        command: &Command,
        folder: &Path,
        corpus: &Corpus,
    ) -> anyhow::Result<Option<u64>> {
        let before: &[&str] = match self {
            Self::Perf => &["perf", "stat", "-x", ",", "-e", "instructions:u", "--"],
            Self::Valgrind => &[
                "valgrind",
                "--tool=callgrind",
                "--callgrind-out-file=/dev/null",
            ],
            Self::None => return Ok(None),
        };
        let (program, arguments) = before.split_first().context("failed to find the counter")?;
        let output = Process::new(program)
            .args(arguments)
            .arg(&command.program)
            .args(filled(command, folder, corpus))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .output()
            .with_context(|| format!("failed to count instructions of {}", command.name))?;
        Ok(counted(&String::from_utf8_lossy(&output.stderr)))
    }
}

/// The number in what `perf stat -x,` (`123,,instructions:u`) or Valgrind (`Collected : 123`) says.
fn counted(said: &str) -> Option<u64> {
    said.lines().rev().find_map(|line| {
        if line.contains("instructions:u") {
            return line.split(',').next()?.parse().ok();
        }
        let (_, number) = line.split_once("Collected :")?;
        number.trim().parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn both_counters_are_read() {
        let perf = "squawk says something\n1234,,instructions:u,100,100.00,,\n";
        assert_eq!(counted(perf), Some(1234));
        let valgrind = "==7== Events    : Ir\n==7== Collected : 5678\n==7== \n";
        assert_eq!(counted(valgrind), Some(5678));
        assert_eq!(counted("<not supported>,,instructions:u"), None);
    }
}
