//! One instance as the proxy sees it: what is in flight on it, and the unused connections to it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::counters::Counters;
use crate::upstream::Upstream;
use crate::wire::TargetRoute;

/// Most unused connections to an instance that a worker keeps.
const MOST_UNUSED: usize = 256;

/// How long an instance that refused a connection is asked only when no other one is left.
const SUSPECT_TIME: Duration = Duration::from_millis(500);

/// One instance of a release.
#[derive(Debug)]
pub(crate) struct Target {
    /// Release that it belongs to.
    pub(crate) release: String,
    /// Its id and address.
    pub(crate) route: TargetRoute,
    /// Counters of its release.
    pub(crate) counters: Arc<Counters>,
    in_flight: AtomicU64,
    departed: AtomicBool,
    /// Milliseconds from `born` to the last refusal, plus one; 0 for none.
    refused: AtomicU64,
    born: Instant,
    /// Unused connections by worker, the freshest last: each belongs to the runtime of its worker.
    unused: Box<[Mutex<Vec<Upstream>>]>,
}

impl Target {
    pub(crate) fn new(
        release: String,
        route: TargetRoute,
        counters: Arc<Counters>,
        workers: usize,
    ) -> Self {
        Self {
            release,
            route,
            counters,
            in_flight: AtomicU64::new(0),
            departed: AtomicBool::new(false),
            refused: AtomicU64::new(0),
            born: Instant::now(),
            unused: (0..workers).map(|_| Mutex::default()).collect(),
        }
    }

    /// Counts one request in; only under the lock of the routing.
    pub(crate) fn enter(&self) {
        self.in_flight.fetch_add(1, Ordering::SeqCst);
    }

    /// Counts one request out; says whether it was the last one on an instance that is on its way out.
    ///
    /// Together with [`Self::depart`] this needs one order of all four accesses: either the leaver sees the departure, or
    /// the swap sees the count without the leaver.
    pub(crate) fn leave(&self) -> bool {
        self.in_flight.fetch_sub(1, Ordering::SeqCst) == 1 && self.departed.load(Ordering::SeqCst)
    }

    pub(crate) fn in_flight(&self) -> u64 {
        self.in_flight.load(Ordering::SeqCst)
    }

    /// Marks it as on its way out and closes the unused connections.
    pub(crate) fn depart(&self) {
        self.departed.store(true, Ordering::SeqCst);
        for worker in 0..self.unused.len() {
            let closing = std::mem::take(&mut *self.unused(worker));
            drop(closing);
        }
    }

    /// Takes it back into the table.
    pub(crate) fn come_back(&self) {
        self.departed.store(false, Ordering::SeqCst);
    }

    pub(crate) fn has_departed(&self) -> bool {
        self.departed.load(Ordering::SeqCst)
    }

    /// Notes that it did not accept a connection.
    pub(crate) fn suspect(&self, now: Instant) {
        self.counters.connect_failure();
        self.refused.store(self.age(now) + 1, Ordering::Relaxed);
    }

    /// Whether it did not accept a connection a moment ago.
    pub(crate) fn is_suspect(&self, now: Instant) -> bool {
        let refused = self.refused.load(Ordering::Relaxed);
        refused > 0 && u128::from(self.age(now).saturating_sub(refused)) < SUSPECT_TIME.as_millis()
    }

    /// The freshest unused connection of a worker; those that are too old are closed.
    pub(crate) fn take_unused(&self, worker: usize, oldest: Instant) -> Option<Upstream> {
        let mut unused = self.unused(worker);
        let upstream = unused.pop()?;
        if upstream.used_at() >= oldest {
            return Some(upstream);
        }
        // The freshest is too old, so all are.
        let closing = std::mem::take(&mut *unused);
        drop(unused);
        drop((upstream, closing));
        None
    }

    /// Keeps a connection for the next request of the same worker.
    pub(crate) fn keep_unused(&self, worker: usize, upstream: Upstream) {
        let mut unused = self.unused(worker);
        if !self.has_departed() && unused.len() < MOST_UNUSED {
            unused.push(upstream);
        }
    }

    /// Closes the connections that were not used since `oldest`.
    pub(crate) fn close_older(&self, worker: usize, oldest: Instant) {
        let mut unused = self.unused(worker);
        let count = unused.partition_point(|upstream| upstream.used_at() < oldest);
        let closing: Vec<Upstream> = unused.drain(..count).collect();
        drop(unused);
        drop(closing);
    }

    fn unused(&self, worker: usize) -> MutexGuard<'_, Vec<Upstream>> {
        self.unused[worker]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn age(&self, now: Instant) -> u64 {
        u64::try_from(now.saturating_duration_since(self.born).as_millis()).unwrap_or(u64::MAX)
    }
}
