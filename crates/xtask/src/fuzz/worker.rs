//! The process that runs the cases. It says on standard output what it does: `case N`, `broke N WHY`, `slow N MS`, `done ...`.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use opswright_source::SourceFile;

use super::cases::Cases;
use super::targets::Target;

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// All cases.
    pub(super) run: Duration,
    /// One case.
    pub(super) case: Duration,
}

/// Runs cases from `first` until the time is over.
pub(super) fn run(
    target: &'static Target,
    cases: &Cases,
    first: u64,
    limits: Limits,
) -> anyhow::Result<ExitCode> {
    std::panic::set_hook(Box::new(|_| {}));
    let mut said = std::io::stdout().lock();
    let began = Instant::now();
    let mut slowest = (Duration::ZERO, 0, 0);
    let mut number = first;
    while began.elapsed() < limits.run {
        let file = cases.case(number);
        writeln!(said, "case {number}")?;
        let started = on_processor();
        let broke = broken(target, &file);
        let took = on_processor().saturating_sub(started);
        if let Some(why) = broke {
            writeln!(said, "broke {number} {}", why.replace('\n', " "))?;
        }
        if took > limits.case {
            writeln!(
                said,
                "slow {number} {} ms, {} bytes",
                took.as_millis(),
                file.text.len()
            )?;
        }
        if took > slowest.0 {
            slowest = (took, number, file.text.len());
        }
        number += 1;
    }
    let (took, slow, bytes) = slowest;
    writeln!(
        said,
        "done {} cases from {} texts; slowest is {slow}: {} ms for {bytes} bytes; memory {} MB",
        number - first,
        cases.seeds(),
        took.as_millis(),
        memory_mb()
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Runs one case, and prints its text and what became of it.
pub(super) fn one(target: &'static Target, cases: &Cases, number: u64) -> anyhow::Result<ExitCode> {
    let file = cases.case(number);
    std::io::stdout().write_all(file.text.as_bytes())?;
    eprintln!("{} of {} bytes", file.path, file.text.len());
    let started = on_processor();
    let broke = broken(target, &file);
    let took = on_processor().saturating_sub(started);
    eprintln!("{} ms", took.as_millis());
    Ok(broke.map_or(ExitCode::SUCCESS, |why| {
        eprintln!("{why}");
        ExitCode::FAILURE
    }))
}

/// What broke, if anything did. A thread of its own has the stack that files are checked with.
fn broken(target: &'static Target, file: &SourceFile) -> Option<String> {
    let (sender, receiver) = channel();
    let run = target.run;
    let own = file.clone();
    let thread = std::thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(|| run(&own)));
        let why = result.err().map(|panic| {
            panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_else(|| "a panic".to_owned())
        });
        let _ = sender.send(why);
    });
    let why = receiver.recv().ok().flatten();
    let _ = thread.join();
    why
}

/// What this process has spent on a processor: other work on the machine does not count.
fn on_processor() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}

/// Most memory at once so far.
fn memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}
