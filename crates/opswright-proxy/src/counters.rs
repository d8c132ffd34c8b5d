//! What is counted per release: rate, errors, duration.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use http::StatusCode;

use crate::wire::ReleaseStats;

/// Upper bounds of the latency buckets in microseconds. Neighbours differ by a third to a half over the range in which
/// services answer, so that a shift of the median by a half is always visible.
pub(crate) const LATENCY_BOUNDS_US: [u64; 28] = [
    250, 500, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000, 12_000, 16_000, 24_000, 32_000,
    48_000, 64_000, 96_000, 128_000, 192_000, 256_000, 384_000, 512_000, 768_000, 1_024_000,
    1_536_000, 2_048_000, 4_096_000, 8_192_000, 16_384_000,
];

const BUCKETS: usize = LATENCY_BOUNDS_US.len() + 1;

/// Counters of one release; they only grow.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    requests: AtomicU64,
    responses: [AtomicU64; 5],
    failures: AtomicU64,
    connect_failures: AtomicU64,
    aborted: AtomicU64,
    latency: [AtomicU64; BUCKETS],
    latency_sum_us: AtomicU64,
}

impl Counters {
    /// An instance answered `status` after `latency`.
    pub(crate) fn response(&self, status: StatusCode, latency: Duration) {
        self.requests.fetch_add(1, Relaxed);
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.responses[class].fetch_add(1, Relaxed);
        let micros = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX);
        let bucket = LATENCY_BOUNDS_US.partition_point(|bound| *bound < micros);
        self.latency[bucket].fetch_add(1, Relaxed);
        self.latency_sum_us.fetch_add(micros, Relaxed);
    }

    /// An instance took a request and did not answer.
    pub(crate) fn failure(&self) {
        self.requests.fetch_add(1, Relaxed);
        self.failures.fetch_add(1, Relaxed);
    }

    /// An instance cut its response short.
    pub(crate) fn cut(&self) {
        self.failures.fetch_add(1, Relaxed);
    }

    /// The client gave up before the response head.
    pub(crate) fn aborted_early(&self) {
        self.requests.fetch_add(1, Relaxed);
        self.aborted.fetch_add(1, Relaxed);
    }

    /// The client gave up before the end of the response.
    pub(crate) fn aborted_late(&self) {
        self.aborted.fetch_add(1, Relaxed);
    }

    /// An instance did not accept a connection.
    pub(crate) fn connect_failure(&self) {
        self.connect_failures.fetch_add(1, Relaxed);
    }

    /// The counters as they are now.
    pub(crate) fn read(&self, release: &str, in_flight: u64) -> ReleaseStats {
        ReleaseStats {
            release: release.to_owned(),
            requests: self.requests.load(Relaxed),
            responses: std::array::from_fn(|class| self.responses[class].load(Relaxed)),
            failures: self.failures.load(Relaxed),
            connect_failures: self.connect_failures.load(Relaxed),
            aborted: self.aborted.load(Relaxed),
            in_flight,
            latency: self
                .latency
                .iter()
                .map(|bucket| bucket.load(Relaxed))
                .collect(),
            latency_sum_us: self.latency_sum_us.load(Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::StatusCode;

    use super::{Counters, LATENCY_BOUNDS_US};

    #[test]
    fn a_latency_lands_in_the_bucket_whose_bound_it_does_not_pass() {
        for (micros, bucket) in [
            (0, 0),
            (250, 0),
            (251, 1),
            (1_000, 2),
            (16_384_000, 27),
            (16_384_001, 28),
        ] {
            let counters = Counters::default();
            counters.response(StatusCode::OK, Duration::from_micros(micros));
            let latency = counters.read("a", 0).latency;
            assert_eq!(
                latency.iter().position(|count| *count == 1),
                Some(bucket),
                "{micros} us"
            );
        }
        assert!(LATENCY_BOUNDS_US.is_sorted());
    }

    #[test]
    fn only_5xx_and_failures_are_errors() {
        let counters = Counters::default();
        for status in [101, 200, 302, 404, 500, 503] {
            counters.response(
                StatusCode::from_u16(status).expect("a valid status"),
                Duration::ZERO,
            );
        }
        counters.failure();
        counters.aborted_early();
        let stats = counters.read("a", 0);
        assert_eq!(
            (stats.requests, stats.responses, stats.errors()),
            (8, [1, 1, 1, 1, 2], 3)
        );
    }
}
