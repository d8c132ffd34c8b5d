//! The launcher: between the shim and the command, it sets what only the process itself can set, then becomes the
//! command.
//!
//! It stands in for code between fork and exec, which safe Rust does not allow.

use std::convert::Infallible;
use std::io::{ErrorKind as IoKind, Write};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, Signal, getppid, set_parent_process_death_signal, setsid};

use super::cgroup::Cgroup;
use super::error::{ErrorKind, TargetError};
use super::wire::{self, LaunchSpec};

/// Attempts to execute a file that somebody still has open for writing.
const BUSY_ATTEMPTS: u32 = 50;
/// The wait between them.
const BUSY_WAIT: Duration = Duration::from_millis(20);

/// Becomes the command of an instance; returns only if that fails. The specification comes through standard input, a
/// socket, so that it lies in no file and in no argument.
///
/// Must be called on the main thread before any other thread or async runtime exists.
pub fn run() -> ExitCode {
    let Ok(mut shim) = wire::standard_input() else {
        return ExitCode::FAILURE;
    };
    let Err(failure) = launch(&mut shim);
    // The shim may be gone already; then nobody is left to tell.
    let _ = shim.write_all(&wire::line(&failure));
    ExitCode::from(127)
}

/// Prepares this process and executes the command. The socket closes by itself on success: that is the shim's sign.
fn launch(shim: &mut UnixStream) -> Result<Infallible, TargetError> {
    let spec: LaunchSpec = wire::read_line(shim)
        .ok()
        .flatten()
        .ok_or_else(|| failed("read its specification"))?;
    setsid().map_err(|error| failed(&format!("open a session: {error}")))?;
    die_with(spec.shim_pid)?;
    if let Some(cgroup) = &spec.cgroup {
        Cgroup::enter(cgroup)
            .map_err(|error| TargetError::io("enter the control group", cgroup, &error))?;
    }
    if let Some(count) = spec.limits.open_files {
        limit_open_files(count)?;
    }
    let reset = reset_ignored_signals();
    rustix::process::chdir(&spec.directory).map_err(|error| {
        TargetError::new(
            ErrorKind::CommandNotFound,
            format!("enter {}: {error}", spec.directory.display()),
            "deploy the release again: its directory is missing",
        )
    })?;
    let error = execute(&spec);
    drop(reset);
    Err(cannot_execute(&spec, &error))
}

/// Ties the life of this process to the shim's. SIGKILL, because nobody would collect the output, the exit status or
/// the descendants of a process that outlived its shim, and a signal that can be ignored would leave it running.
fn die_with(shim_pid: i32) -> Result<(), TargetError> {
    set_parent_process_death_signal(Some(Signal::KILL))
        .map_err(|error| failed(&format!("set the death signal: {error}")))?;
    // The shim may have died before the signal was set: then another process is the parent already.
    if getppid().is_none_or(|parent| parent.as_raw_nonzero().get() != shim_pid) {
        return Err(failed("find its shim alive"));
    }
    // Executing a set-uid program would clear the death signal; with this set, none gets other rights.
    rustix::thread::set_no_new_privs(true)
        .map_err(|error| failed(&format!("give up new privileges: {error}")))
}

fn limit_open_files(count: u64) -> Result<(), TargetError> {
    let limit = Rlimit {
        current: Some(count),
        maximum: Some(count),
    };
    rustix::process::setrlimit(Resource::Nofile, limit)
        .map_err(|error| failed(&format!("limit open files to {count}: {error}")))
}

/// Undoes ignored signals, which would be inherited: a server that never hears SIGTERM or SIGHUP because somebody
/// above used `nohup`. Giving a signal a handler does it, since executing a program resets handlers to the default.
fn reset_ignored_signals() -> Vec<Arc<AtomicBool>> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = ignored_signals(&status);
    let forbidden = signal_hook::consts::FORBIDDEN;
    ignored
        .into_iter()
        .filter(|signal| !forbidden.contains(signal))
        .filter_map(|signal| {
            let flag = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(signal, Arc::clone(&flag)).ok()?;
            Some(flag)
        })
        .collect()
}

/// The ignored signals in the contents of `/proc/self/status`. Real-time signals are left alone.
fn ignored_signals(status: &str) -> Vec<i32> {
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0);
    (1..=31)
        .filter(|signal| mask & (1 << (signal - 1)) != 0)
        .collect()
}

/// Executes the command; returns the error if that fails.
fn execute(spec: &LaunchSpec) -> std::io::Error {
    let Some((program, arguments)) = spec.arguments.split_first() else {
        return std::io::Error::new(IoKind::InvalidInput, "the command is empty");
    };
    let mut attempt = 1;
    loop {
        let error = Command::new(program)
            .args(arguments)
            .env_clear()
            .envs(&spec.variables)
            .stdin(Stdio::null())
            .exec();
        // A release written a moment ago: a child that another thread forked meanwhile may still hold the file open.
        if error.kind() != IoKind::ExecutableFileBusy || attempt == BUSY_ATTEMPTS {
            return error;
        }
        attempt += 1;
        std::thread::sleep(BUSY_WAIT);
    }
}

/// Says why a command cannot be executed, in a person's words.
fn cannot_execute(spec: &LaunchSpec, error: &std::io::Error) -> TargetError {
    let program = spec.arguments.first().map_or("", String::as_str);
    let is_file = program.contains('/') && Path::new(program).exists();
    let (reason, next) = match error.kind() {
        IoKind::NotFound if is_file => (
            "the interpreter or loader it names does not exist".to_owned(),
            "check its first line (`#!`), or build it for this machine".to_owned(),
        ),
        IoKind::NotFound => (
            "there is no such program".to_owned(),
            format!("install `{program}`, or correct the start command"),
        ),
        IoKind::PermissionDenied => (
            "it must not be executed".to_owned(),
            format!("make it executable: chmod +x {program}"),
        ),
        _ => (error.to_string(), "correct the start command".to_owned()),
    };
    let path = spec.variables.get("PATH").map_or("", String::as_str);
    TargetError::new(
        ErrorKind::CommandNotFound,
        format!("execute `{program}`: {reason}"),
        next,
    )
    .with_evidence([
        format!("working directory: {}", spec.directory.display()),
        format!("PATH: {path}"),
        format!("the system says: {error}"),
    ])
}

fn failed(what: &str) -> TargetError {
    TargetError::new(
        ErrorKind::Unreachable,
        format!("prepare the process: {what}"),
        "try again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_signals_are_read_from_the_mask() {
        assert_eq!(
            ignored_signals("SigBlk:\t0\nSigIgn:\t0000000000001001\n"),
            [1, 13]
        );
        assert_eq!(ignored_signals("SigIgn:\tzz\n"), Vec::<i32>::new());
        assert_eq!(ignored_signals(""), Vec::<i32>::new());
    }
}
