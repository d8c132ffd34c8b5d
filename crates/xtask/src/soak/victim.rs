//! What is killed, and how many requests may be lost with it.

use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::processes;
use super::status::Status;
use crate::traffic::{Failure, Gauge};

/// For how long after a death clients may still write to a connection that it has closed.
const ECHO: Duration = Duration::from_millis(5);

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Victim {
    /// The old instance's process; at a random moment means as soon as its drain is over.
    Instance,
    /// The command that has asked for the rollout.
    Command,
    /// The supervisor.
    Supervisor,
    /// The proxy.
    Proxy,
    /// The shim of the instance that has the traffic.
    Shim,
    /// Nobody.
    Nobody,
}

/// A process that is about to be killed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doomed {
    id: i32,
    /// The process that ends with it, and has requests in flight.
    serving: Option<i32>,
}

/// A kill that hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// When, from the start of the rollout.
    pub(crate) after: Duration,
    /// Requests that were in flight while the victim died, so that they may be lost.
    pub(crate) exposed: u64,
}

impl Victim {
    /// The process to kill in a rollout that `caller` has asked for, when `status` was so at its start.
    pub(crate) fn find(self, status: &Status, caller: i32) -> anyhow::Result<Doomed> {
        let instance = status.instances().first();
        let found = match self {
            Self::Command => Some(Doomed::unused(caller)),
            Self::Supervisor => Some(Doomed::unused(status.supervisor)),
            Self::Proxy => status.proxy.map(|id| Doomed::serving(id, id)),
            Self::Shim => instance.map(|instance| Doomed::serving(instance.shim, instance.pid)),
            Self::Instance => instance.map(|instance| Doomed::serving(instance.pid, instance.pid)),
            Self::Nobody => None,
        };
        found.context("what is to be killed does not run")
    }

    /// Whether requests that are in flight on the victim may fail like this.
    pub(crate) fn may_cause(self, failure: Failure) -> bool {
        match failure {
            Failure::Reset | Failure::Cut => {
                matches!(self, Self::Proxy | Self::Shim | Self::Instance)
            }
            // The proxy's answer for an instance that died under the request.
            Failure::Status(502) => matches!(self, Self::Shim | Self::Instance),
            _ => false,
        }
    }
}

impl Doomed {
    /// A process on which no request is in flight.
    pub(crate) fn unused(id: i32) -> Self {
        Self { id, serving: None }
    }

    fn serving(id: i32, serving: i32) -> Self {
        Self {
            id,
            serving: Some(serving),
        }
    }

    /// `kill -9`, and waits until it is dead. `None` when it had ended by itself.
    pub(crate) fn kill(self, gauge: &Gauge, begin: Instant) -> anyhow::Result<Option<Hit>> {
        let ended = gauge.ended();
        if !processes::kill(self.id)? {
            return Ok(None);
        }
        let after = begin.elapsed();
        processes::wait_until_gone(self.id)?;
        let exposed = match self.serving {
            Some(serving) => {
                processes::wait_until_gone(serving)?;
                std::thread::sleep(ECHO);
                gauge.sent().saturating_sub(ended)
            }
            None => 0,
        };
        Ok(Some(Hit { after, exposed }))
    }
}
