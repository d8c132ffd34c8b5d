//! Processes, by what they carry and by their id.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};

/// Longest wait for a killed process to be gone.
const PATIENCE: Timespec = Timespec {
    tv_sec: 30,
    tv_nsec: 0,
};

/// What a process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It runs, or waits for something.
    Alive,
    /// It was stopped, and goes on when it is told to.
    Stopped,
    /// It has ended.
    Gone,
}

/// Processes that carry `folder` in their variables, in their program's path or in their working folder, by id, with what
/// they run.
pub(crate) fn below(folder: &Path) -> anyhow::Result<Vec<(i32, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").context("failed to list the processes")? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(id) = name.and_then(|name| name.parse().ok()) else {
            continue;
        };
        if standing(id) != Standing::Gone && carries(&path, folder) {
            let arguments = fs::read(path.join("cmdline")).unwrap_or_default();
            let arguments = String::from_utf8_lossy(&arguments).replace('\0', " ");
            found.push((id, arguments.trim_end().to_owned()));
        }
    }
    Ok(found)
}

/// Processes of others cannot be read, and are none of ours.
fn carries(process: &Path, folder: &Path) -> bool {
    let linked = ["exe", "cwd"].iter().any(|link| {
        let target = fs::read_link(process.join(link));
        target.is_ok_and(|target| target.starts_with(folder))
    });
    let folder = folder.as_os_str().as_encoded_bytes();
    linked
        || fs::read(process.join("environ"))
            .is_ok_and(|all| all.windows(folder.len()).any(|part| part == folder))
}

/// What a process does now.
pub(crate) fn standing(id: i32) -> Standing {
    let path = PathBuf::from(format!("/proc/{id}/stat"));
    let Ok(text) = fs::read_to_string(path) else {
        return Standing::Gone;
    };
    // The name before the state is in brackets, and may hold brackets itself.
    let state = text
        .rsplit_once(')')
        .and_then(|(_, rest)| rest.trim_start().chars().next());
    match state {
        Some('T') => Standing::Stopped,
        Some('Z' | 'X') | None => Standing::Gone,
        Some(_) => Standing::Alive,
    }
}

/// `kill -9`. Whether there was such a process.
pub(crate) fn kill(id: i32) -> anyhow::Result<bool> {
    signal(id, Signal::KILL)
}

/// Lets a stopped process go on.
pub(crate) fn go_on(id: i32) -> anyhow::Result<bool> {
    signal(id, Signal::CONT)
}

/// Waits until a process has ended with all its threads, so that it holds nothing any more.
pub(crate) fn wait_until_gone(id: i32) -> anyhow::Result<()> {
    let number = Pid::from_raw(id).context("0 is not a process id")?;
    let process = match pidfd_open(number, PidfdFlags::empty()) {
        Ok(process) => process,
        Err(rustix::io::Errno::SRCH) => return Ok(()),
        Err(error) => return Err(error).context("failed to watch a process"),
    };
    let mut wanted = [PollFd::new(&process, PollFlags::IN)];
    match poll(&mut wanted, Some(&PATIENCE)) {
        Ok(0) => bail!("process {id} does not end"),
        Ok(_) => Ok(()),
        Err(error) => Err(error).context("failed to watch a process"),
    }
}

fn signal(id: i32, signal: Signal) -> anyhow::Result<bool> {
    let id = Pid::from_raw(id).context("0 is not a process id")?;
    match kill_process(id, signal) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::SRCH) => Ok(false),
        Err(error) => Err(error).context("failed to signal a process"),
    }
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::{Standing, below, go_on, kill, signal, standing, wait_until_gone};

    #[test]
    fn a_process_is_found_by_its_variables_and_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = Command::new("sleep")
            .arg("60")
            .env("SOAK_STATE", folder.path().join("state"))
            .stdin(Stdio::null())
            .spawn()
            .expect("sleep");
        let id = i32::try_from(child.id()).expect("a small number");
        let found = below(folder.path()).expect("a list");
        assert_eq!(found, [(id, "sleep 60".to_owned())]);
        assert!(signal(id, rustix::process::Signal::STOP).expect("stopped"));
        while standing(id) != Standing::Stopped {
            std::thread::yield_now();
        }
        assert!(go_on(id).expect("goes on"));
        assert!(kill(id).expect("killed"));
        wait_until_gone(id).expect("gone");
        assert_eq!(below(folder.path()).expect("a list"), []);
        child.wait().expect("collected");
        assert!(!kill(id).expect("nothing to kill"));
    }
}
