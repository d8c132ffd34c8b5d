//! A service: its one lock, the requests in flight, and the wait for a drain.

use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::StatusCode;
use tokio::sync::Notify;

use crate::lane::Attempts;
use crate::routing::Routing;
use crate::target::Target;
use crate::wire::{Drained, ServiceStats, Table};

/// A service and everything that its requests share.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) name: String,
    /// Choosing a target and counting the request are one step under this lock, and a swap takes it too. So no request
    /// can choose a target that a swap has already found drained.
    routing: Mutex<Routing>,
    /// Wakes the requests that wait for a target.
    pub(crate) changed: Notify,
    /// Wakes the swaps that wait for a drain.
    drained: Notify,
    removed: AtomicBool,
    pub(crate) waiting: Waiting,
}

/// Counts around requests that found no target.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    /// Requests that wait now.
    pub(crate) holding: AtomicU64,
    /// Requests that had to wait.
    pub(crate) held: AtomicU64,
    /// Requests that waited in vain.
    pub(crate) unanswered: AtomicU64,
    /// Requests that the proxy refused as malformed.
    pub(crate) refused: AtomicU64,
}

impl Service {
    pub(crate) fn new(name: String, workers: usize) -> Self {
        Self {
            name,
            routing: Mutex::new(Routing::new(workers)),
            changed: Notify::new(),
            drained: Notify::new(),
            removed: AtomicBool::new(false),
            waiting: Waiting::default(),
        }
    }

    /// Chooses a target and counts the request in, in one step.
    pub(crate) fn claim(self: &Arc<Self>, attempts: &mut Attempts, now: Instant) -> Option<Flight> {
        let mut routing = self.routing();
        let target = routing.pick(attempts, now)?;
        target.enter();
        Some(Flight {
            target: Arc::clone(target),
            service: Arc::clone(self),
            phase: Phase::Unsent,
        })
    }

    /// Puts a table in force. What has to drain is found by [`Self::drain`].
    pub(crate) fn swap(&self, table: Table) {
        self.routing().swap(table);
        self.changed.notify_waiters();
        self.drained.notify_waiters();
    }

    /// Waits until nothing is in flight on any departed target, also those of earlier swaps, so that a swap that is
    /// repeated after a crash of the supervisor waits like the first one. `None` when a later swap took one back.
    pub(crate) async fn drain(&self, limit: Duration) -> Option<Drained> {
        let begin = Instant::now();
        let deadline = tokio::time::Instant::from_std(begin) + limit;
        let departing = self.routing().departing();
        loop {
            let mut change = pin!(self.drained.notified());
            change.as_mut().enable();
            if departing.iter().any(|target| !target.has_departed()) {
                return None;
            }
            let left = departing.iter().map(|target| target.in_flight()).sum();
            if left == 0 || tokio::time::timeout_at(deadline, change).await.is_err() {
                return Some(Drained {
                    drained: left == 0,
                    left,
                    took_ms: u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX),
                });
            }
        }
    }

    /// Gives the service up: requests that still come are answered 503 at once.
    pub(crate) fn remove(&self) {
        self.removed.store(true, Ordering::Relaxed);
        self.swap(Table::default());
    }

    pub(crate) fn is_removed(&self) -> bool {
        self.removed.load(Ordering::Relaxed)
    }

    /// How long a request may wait for a target.
    pub(crate) fn hold_time(&self) -> Duration {
        Duration::from_millis(self.routing().table().hold_ms)
    }

    /// Closes the connections of a worker that were not used since `oldest`.
    pub(crate) fn close_older(&self, worker: usize, oldest: Instant) {
        let targets = self.routing().targets();
        for target in targets {
            target.close_older(worker, oldest);
        }
    }

    pub(crate) fn stats(&self) -> ServiceStats {
        let waiting = &self.waiting;
        ServiceStats {
            service: self.name.clone(),
            holding: waiting.holding.load(Ordering::Relaxed),
            held: waiting.held.load(Ordering::Relaxed),
            unanswered: waiting.unanswered.load(Ordering::Relaxed),
            refused: waiting.refused.load(Ordering::Relaxed),
            releases: self.routing().stats(),
        }
    }

    fn routing(&self) -> MutexGuard<'_, Routing> {
        self.routing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One request in flight on a target. It is in flight until this is dropped: at the end of the response body, of the
/// upgraded connection, or when the client has given up.
#[derive(Debug)]
pub(crate) struct Flight {
    pub(crate) target: Arc<Target>,
    service: Arc<Service>,
    phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing has reached the instance.
    Unsent,
    /// The request may have reached the instance.
    Sent,
    /// The response head has come.
    Answered,
    /// The outcome is counted.
    Counted,
}

impl Flight {
    /// From here on the request may have reached the instance.
    pub(crate) fn sent(&mut self) {
        self.phase = Phase::Sent;
    }

    /// It did not: the connection gave it back.
    pub(crate) fn unsent(&mut self) {
        self.phase = Phase::Unsent;
    }

    /// The response head has come.
    pub(crate) fn answered(&mut self, status: StatusCode, latency: Duration) {
        self.target.counters.response(status, latency);
        self.phase = Phase::Answered;
    }

    /// The response or the upgraded connection has ended as it should.
    pub(crate) fn finish(mut self) {
        self.phase = Phase::Counted;
    }

    /// The instance did not answer, or not to the end.
    pub(crate) fn fail(mut self) {
        match self.phase {
            Phase::Answered => self.target.counters.cut(),
            _ => self.target.counters.failure(),
        }
        self.phase = Phase::Counted;
    }

    /// The instance did not accept a connection.
    pub(crate) fn refused(mut self, now: Instant) {
        self.target.suspect(now);
        self.phase = Phase::Counted;
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        match self.phase {
            Phase::Sent => self.target.counters.aborted_early(),
            Phase::Answered => self.target.counters.aborted_late(),
            Phase::Unsent | Phase::Counted => {}
        }
        if self.target.leave() {
            self.service.drained.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, Instant};

    use super::Service;
    use crate::lane::Attempts;
    use crate::wire::{ReleaseRoute, Table, TargetRoute};

    fn table(release: &str, port: u16) -> Table {
        let target = TargetRoute {
            instance: release.to_owned(),
            address: ([127, 0, 0, 1], port).into(),
        };
        Table {
            releases: vec![ReleaseRoute {
                release: release.to_owned(),
                weight: 100,
                targets: vec![target],
            }],
            ..Table::default()
        }
    }

    /// Claims and gives back as fast as it can; a claim on a release whose end was acknowledged is a lost request.
    fn claim(service: &Arc<Service>, acknowledged: &[AtomicBool], stop: &AtomicBool) -> u64 {
        let mut claims = 0;
        while !stop.load(Ordering::Relaxed) {
            let flight = service.claim(&mut Attempts::default(), Instant::now());
            let Some(mut flight) = flight else { continue };
            let number: usize = flight.target.release.parse().expect("a number");
            flight.sent();
            assert!(
                !acknowledged[number].load(Ordering::SeqCst),
                "release {number} has drained"
            );
            flight.finish();
            claims += 1;
        }
        claims
    }

    #[test]
    fn no_request_is_on_a_target_whose_drain_was_acknowledged() {
        const SWAPS: u16 = 2_000;
        let service = Arc::new(Service::new("shop".to_owned(), 1));
        let acknowledged: Vec<AtomicBool> = (0..=SWAPS).map(|_| AtomicBool::default()).collect();
        let stop = AtomicBool::new(false);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        let runtime = runtime.expect("a runtime");
        service.swap(table("0", 1));
        std::thread::scope(|scope| {
            let claimers: Vec<_> = (0..3)
                .map(|_| scope.spawn(|| claim(&service, &acknowledged, &stop)))
                .collect();
            for number in 1..=SWAPS {
                service.swap(table(&number.to_string(), number + 1));
                let drained = runtime.block_on(service.drain(Duration::from_secs(20)));
                assert!(
                    drained.is_some_and(|drained| drained.drained),
                    "swap {number}: {drained:?}"
                );
                acknowledged[usize::from(number) - 1].store(true, Ordering::SeqCst);
            }
            stop.store(true, Ordering::Relaxed);
            for claimer in claimers {
                assert!(claimer.join().is_ok_and(|claims| claims > 0));
            }
        });
    }
}
