//! Turns the proxy's counters, which only grow and start again with the proxy, into increases between two looks.

use std::collections::BTreeMap;

use opswright_proxy::wire::{ReleaseStats, Stats};
use opswright_rollout::{Counts, ReleaseId, Sample};

/// What was counted at the last look.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    since_ms: u64,
    releases: BTreeMap<String, ReleaseStats>,
}

impl Seen {
    /// The increases of `service` since the last look, and remembers this one.
    pub(crate) fn increase(&mut self, service: &str, stats: &Stats, elapsed_ms: u64) -> Sample {
        // A younger proxy has counted from zero.
        if stats.since_ms < self.since_ms {
            self.releases.clear();
        }
        self.since_ms = stats.since_ms;
        let mut releases = BTreeMap::new();
        for now in stats
            .services
            .iter()
            .filter(|found| found.service == service)
            .flat_map(|found| &found.releases)
        {
            let before = self
                .releases
                .insert(now.release.clone(), now.clone())
                .unwrap_or_default();
            releases.insert(
                ReleaseId(now.release.clone()),
                increase(&before, now, &stats.latency_bounds_us),
            );
        }
        Sample {
            elapsed_ms,
            releases,
        }
    }
}

fn increase(before: &ReleaseStats, now: &ReleaseStats, bounds: &[u64]) -> Counts {
    let answered = |stats: &ReleaseStats| stats.responses.iter().sum::<u64>() + stats.failures;
    let latency_us = bounds
        .iter()
        .copied()
        .chain(std::iter::once(u64::MAX))
        .enumerate()
        .map(|(index, bound)| {
            let count = |stats: &ReleaseStats| stats.latency.get(index).copied().unwrap_or(0);
            (bound, count(now).saturating_sub(count(before)))
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    Counts {
        requests: answered(now).saturating_sub(answered(before)),
        errors: now.errors().saturating_sub(before.errors()),
        latency_us,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opswright_proxy::wire::ServiceStats;

    fn stats(since_ms: u64, good: u64, bad: u64) -> Stats {
        let release = ReleaseStats {
            release: "a".to_owned(),
            responses: [0, good, 0, 0, bad],
            latency: vec![good, bad],
            ..ReleaseStats::default()
        };
        let service = ServiceStats {
            service: "shop".to_owned(),
            releases: vec![release],
            ..ServiceStats::default()
        };
        Stats {
            since_ms,
            latency_bounds_us: vec![1000],
            services: vec![service],
            ..Stats::default()
        }
    }

    fn counted(seen: &mut Seen, stats: &Stats) -> (u64, u64) {
        let sample = seen.increase("shop", stats, 10);
        let counts = sample
            .releases
            .get(&ReleaseId("a".to_owned()))
            .cloned()
            .unwrap_or_default();
        (counts.requests, counts.errors)
    }

    #[test]
    fn increases_survive_a_restart_of_the_proxy() {
        let mut seen = Seen::default();
        assert_eq!(counted(&mut seen, &stats(100, 10, 1)), (11, 1));
        assert_eq!(counted(&mut seen, &stats(200, 15, 1)), (5, 0));
        assert_eq!(
            counted(&mut seen, &stats(50, 2, 2)),
            (4, 2),
            "a younger proxy counts from zero"
        );
    }
}
