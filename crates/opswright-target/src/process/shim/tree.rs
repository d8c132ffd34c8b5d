//! The processes below a shim. As a subreaper it inherits every descendant whose parent ends, so that none is lost.

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus};

use super::super::cgroup::Cgroup;
use super::super::identity::Identity;
use super::super::outcome::Exit;
use super::super::proc;

/// What collecting ended children showed.
pub(crate) struct Reaped {
    /// How the main process ended, if it was among them.
    pub(crate) main: Option<Exit>,
    /// Whether descendants still run. A shim without children has no descendants: each has a living ancestor below it.
    pub(crate) any_left: bool,
}

/// Collects every child that has ended.
pub(crate) fn reap(main: i32) -> Reaped {
    let mut exit = None;
    loop {
        match rustix::process::wait(WaitOptions::NOHANG) {
            Ok(Some((pid, status))) if is(pid, main) => exit = Some(exit_of(status)),
            Ok(Some(_)) | Err(Errno::INTR) => {}
            outcome => {
                return Reaped {
                    main: exit,
                    any_left: outcome.is_ok(),
                };
            }
        }
    }
}

/// Sends a signal to every descendant.
pub(crate) fn signal_all(signal: Signal) {
    for identity in descendants() {
        identity.signal(signal);
    }
}

/// Sends SIGKILL to every descendant. Those that are forked meanwhile are met by the next call.
pub(crate) fn kill_all(cgroup: Option<&Cgroup>) {
    if let Some(cgroup) = cgroup {
        cgroup.kill();
    }
    signal_all(Signal::KILL);
}

/// The number of descendants.
pub(crate) fn count() -> usize {
    descendants().len()
}

fn descendants() -> Vec<Identity> {
    let boot_id = proc::boot_id();
    proc::descendants(rustix::process::getpid().as_raw_nonzero().get())
        .into_iter()
        .map(|(pid, stat)| Identity {
            pid,
            start_ticks: stat.start_ticks,
            boot_id: boot_id.clone(),
        })
        .collect()
}

fn is(pid: Pid, number: i32) -> bool {
    pid.as_raw_nonzero().get() == number
}

fn exit_of(status: WaitStatus) -> Exit {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, Some(signal)) => Exit::Signal(signal),
        // Neither is asked for: only ends are waited for.
        (None, None) => Exit::Code(0),
    }
}
