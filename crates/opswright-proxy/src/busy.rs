//! Whether a client's connection waits for its next request, and since when.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use http::HeaderValue;

use crate::proxy::Proxy;
use crate::service::Service;

/// What the requests of one client connection share.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) proxy: Arc<Proxy>,
    pub(crate) service: Arc<Service>,
    /// Worker whose runtime serves the connection.
    pub(crate) worker: usize,
    /// Its address, as the forwarded header says it.
    pub(crate) forwarded_for: HeaderValue,
    /// Where it connected to: the host of requests that name none.
    pub(crate) local: HeaderValue,
    /// Microseconds from the proxy's start to the end of the last response, plus one; 0 while one is under way.
    waiting_since: AtomicU64,
}

impl Client {
    pub(crate) fn new(
        proxy: Arc<Proxy>,
        service: Arc<Service>,
        worker: usize,
        addresses: (HeaderValue, HeaderValue),
    ) -> Self {
        let now = micros(proxy.started.elapsed()) + 1;
        proxy.connections.fetch_add(1, Ordering::Relaxed);
        Self {
            proxy,
            service,
            worker,
            forwarded_for: addresses.0,
            local: addresses.1,
            waiting_since: AtomicU64::new(now),
        }
    }

    /// How long it has been waiting for a request; `None` while one is under way.
    pub(crate) fn waiting(&self) -> Option<Duration> {
        match self.waiting_since.load(Ordering::Relaxed) {
            0 => None,
            since => {
                let now = micros(self.proxy.started.elapsed()) + 1;
                Some(Duration::from_micros(now.saturating_sub(since)))
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.proxy.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

/// One request under way on a client's connection, from its head to the last byte handed to the connection.
#[derive(Debug)]
pub(crate) struct Busy(Arc<Client>);

impl Busy {
    pub(crate) fn new(client: Arc<Client>) -> Self {
        client.waiting_since.store(0, Ordering::Relaxed);
        client.proxy.busy.fetch_add(1, Ordering::Relaxed);
        Self(client)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let client = &self.0;
        let now = micros(Instant::now().saturating_duration_since(client.proxy.started)) + 1;
        client.waiting_since.store(now, Ordering::Relaxed);
        client.proxy.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX - 1)
}
