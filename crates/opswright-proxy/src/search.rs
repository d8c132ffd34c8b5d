//! The search for a target: over the instances of a release, then waiting until one can be had.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use bytes::Bytes;

use crate::configuration::Limits;
use crate::lane::Attempts;
use crate::service::{Flight, Service};

/// How often a waiting request tries the targets again, beside every change of the table.
const RETRY_TIME: Duration = Duration::from_millis(50);

/// The search of one request.
#[derive(Debug)]
pub(crate) struct Search<'a> {
    service: &'a Arc<Service>,
    limits: &'a Limits,
    attempts: Attempts,
    now: Instant,
    hold: Option<Hold<'a>>,
}

/// A request that waits for a target.
#[derive(Debug)]
struct Hold<'a> {
    service: &'a Service,
    since: Instant,
    until: Instant,
}

impl<'a> Search<'a> {
    pub(crate) fn new(service: &'a Arc<Service>, limits: &'a Limits, now: Instant) -> Self {
        Self {
            service,
            limits,
            attempts: Attempts::default(),
            now,
            hold: None,
        }
    }

    /// The next target, with the request counted in. `None` when none could be had in time.
    pub(crate) async fn target(&mut self) -> Option<Flight> {
        loop {
            // Made before the look at the table, so that no change is missed.
            let change = self.service.changed.notified();
            if let Some(flight) = self.service.claim(&mut self.attempts, self.now) {
                return Some(flight);
            }
            let until = self.hold()?;
            let wake = until.min(Instant::now() + RETRY_TIME);
            // Either wake-up is a reason to look again.
            let _ = tokio::time::timeout_at(wake.into(), change).await;
            self.now = Instant::now();
            self.attempts.restart();
        }
    }

    /// Why none could be had, for the client.
    pub(crate) fn reason(&self) -> Bytes {
        let name = &self.service.name;
        let text = match &self.hold {
            Some(hold) => {
                let seconds = hold.since.elapsed().as_secs_f64();
                format!("no instance of {name} accepted a connection within {seconds:.1} s\n")
            }
            None if self.service.is_removed() => format!("{name} has been removed\n"),
            None => format!("too many requests wait for an instance of {name}\n"),
        };
        Bytes::from(text)
    }

    /// Until when to wait; `None` when waiting is over or not allowed.
    fn hold(&mut self) -> Option<Instant> {
        if self.service.is_removed() {
            return None;
        }
        let waiting = &self.service.waiting;
        let hold = if let Some(hold) = &self.hold {
            hold
        } else {
            if waiting.holding.load(Ordering::Relaxed) >= self.limits.holding {
                waiting.unanswered.fetch_add(1, Ordering::Relaxed);
                return None;
            }
            self.hold.insert(Hold::new(self.service))
        };
        if Instant::now() >= hold.until {
            waiting.unanswered.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(hold.until)
    }
}

impl<'a> Hold<'a> {
    fn new(service: &'a Service) -> Self {
        service.waiting.held.fetch_add(1, Ordering::Relaxed);
        service.waiting.holding.fetch_add(1, Ordering::Relaxed);
        let since = Instant::now();
        Self {
            service,
            since,
            until: since + service.hold_time(),
        }
    }
}

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        self.service.waiting.holding.fetch_sub(1, Ordering::Relaxed);
    }
}
