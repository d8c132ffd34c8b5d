//! What all workers and the control socket share.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::configuration::Limits;
use crate::wire::Drained;

/// How long nothing may have been under way before a retiring proxy leaves open connections behind. A client that uses
/// its connection within this time is told to close it, and loses nothing.
const QUIET_TIME: Duration = Duration::from_secs(2);

/// How often a retiring proxy looks.
const LOOK_TIME: Duration = Duration::from_millis(10);

/// The state of the process.
#[derive(Debug)]
pub(crate) struct Proxy {
    pub(crate) started: Instant,
    pub(crate) limits: Limits,
    /// Open client connections.
    pub(crate) connections: AtomicU64,
    /// Requests and upgraded connections under way, waiting ones included.
    pub(crate) busy: AtomicU64,
    retiring: AtomicBool,
}

impl Proxy {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            started: Instant::now(),
            limits,
            connections: AtomicU64::new(0),
            busy: AtomicU64::new(0),
            retiring: AtomicBool::new(false),
        }
    }

    pub(crate) fn is_retiring(&self) -> bool {
        self.retiring.load(Ordering::Relaxed)
    }

    /// From here on every response closes its connection.
    pub(crate) fn retire(&self) {
        self.retiring.store(true, Ordering::Relaxed);
    }

    /// Waits until all clients have gone or are silent, at most `limit`.
    pub(crate) async fn drain(&self, limit: Duration) -> Drained {
        let begin = Instant::now();
        let mut quiet_since = begin;
        loop {
            let left = self.busy.load(Ordering::Relaxed);
            let now = Instant::now();
            if left > 0 {
                quiet_since = now;
            }
            let gone = left == 0 && self.connections.load(Ordering::Relaxed) == 0;
            let quiet = now.duration_since(quiet_since) >= QUIET_TIME;
            let elapsed = now.duration_since(begin);
            if gone || quiet || elapsed >= limit {
                return Drained {
                    drained: left == 0,
                    left,
                    took_ms: u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
                };
            }
            tokio::time::sleep(LOOK_TIME).await;
        }
    }
}
