//! Which process exactly: a number that may be used again, the time it was started, and the boot it belongs to.

use std::os::fd::OwnedFd;

use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
use serde::{Deserialize, Serialize};

use super::proc;

/// A process, so that a later one with the same number is never taken for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// Its number.
    pub pid: i32,
    /// Its start in clock ticks since boot: field 22 of `/proc/<pid>/stat`.
    pub start_ticks: u64,
    /// The boot it belongs to: `/proc/sys/kernel/random/boot_id`.
    pub boot_id: String,
}

impl Identity {
    /// The process with this number, if there is one that has not ended.
    pub fn of(pid: i32) -> Option<Self> {
        let stat = proc::stat(pid)?;
        Some(Self {
            pid,
            start_ticks: stat.start_ticks,
            boot_id: proc::boot_id(),
        })
    }

    /// Whether exactly this process still runs. One that has ended and only waits to be collected does not.
    pub fn is_alive(&self) -> bool {
        self.boot_id == proc::boot_id()
            && proc::stat(self.pid)
                .is_some_and(|stat| stat.start_ticks == self.start_ticks && !stat.has_ended())
    }

    /// A handle on exactly this process, or none when it is gone. The handle is taken first and the identity compared
    /// afterwards, so that it cannot be a successor's.
    pub fn open(&self) -> Option<OwnedFd> {
        let handle = pidfd_open(Pid::from_raw(self.pid)?, PidfdFlags::NONBLOCK).ok()?;
        self.is_alive().then_some(handle)
    }

    /// Sends a signal to exactly this process; false when it is gone.
    pub fn signal(&self, signal: Signal) -> bool {
        self.open()
            .is_some_and(|handle| pidfd_send_signal(handle, signal).is_ok())
    }
}
