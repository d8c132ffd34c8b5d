//! Supervisors that end or stop themselves at a chosen write of their journal.

use std::process::{Child, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Project, kill};

/// Replaces the idle supervisor by one that ends or stops at `place`.
pub(crate) fn armed(project: &Project, place: &str) -> Child {
    let root = project.root().display().to_string();
    for _ in 0..20 {
        kill(project.status()["supervisor"].as_u64().unwrap());
        let mut child = project
            .command(&["supervise", &root])
            .env("OPSWRIGHT_CRASH_AT", place)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The killed one may still hold the lock, and a status that finds no supervisor starts one itself.
        while child.try_wait().unwrap().is_none() {
            if project.status()["supervisor"] == child.id() {
                return child;
            }
        }
    }
    panic!("no armed supervisor answers");
}

/// The state of a process in `/proc`; `Z` where there is none.
pub(crate) fn standing(pid: u64) -> char {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = text
        .rsplit_once(") ")
        .and_then(|(_, rest)| rest.chars().next());
    state.unwrap_or('Z')
}

/// Lets a stopped process go on.
pub(crate) fn go_on(pid: u64) {
    let process = Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    kill_process(process, Signal::CONT).unwrap();
}
