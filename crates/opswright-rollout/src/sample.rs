//! What the proxy counted: requests, errors and latencies per release.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ReleaseId;

/// What was counted since the sample before, or since the rollout began; the first one may reach back further, where the proxy kept it.
///
/// Counts are increases: after a restart of the proxy they begin again at zero and are never negative.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// How long it was counted, by a monotonic clock, in milliseconds.
    pub elapsed_ms: u64,
    /// Per release; a release that is not named got no request.
    pub releases: BTreeMap<ReleaseId, Counts>,
}

/// Sufficient statistics of one release: sums, so that samples can be added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Requests that ended, synthetic ones left out.
    pub requests: u64,
    /// Of those, the ones that failed: status 5xx, no answer, or cut off.
    pub errors: u64,
    /// Latency histogram: upper bound of the bucket in microseconds, and the requests in it (not cumulative).
    #[serde(default)]
    pub latency_us: BTreeMap<u64, u64>,
}

impl Counts {
    /// Adds another count.
    pub fn add(&mut self, other: &Self) {
        self.requests = self.requests.saturating_add(other.requests);
        self.errors = self.errors.saturating_add(other.errors);
        for (bound, count) in &other.latency_us {
            let sum = self.latency_us.entry(*bound).or_default();
            *sum = sum.saturating_add(*count);
        }
    }

    /// Upper bound of the bucket that holds the given quantile, in microseconds; `None` without latencies.
    pub fn latency_quantile_us(&self, percent: u8) -> Option<u64> {
        let total: u64 = self.latency_us.values().sum();
        let rank = (total.saturating_mul(u64::from(percent)))
            .div_ceil(100)
            .max(1);
        let mut seen = 0;
        self.latency_us.iter().find_map(|(bound, count)| {
            seen += count;
            (seen >= rank).then_some(*bound)
        })
    }
}
