//! The table at the end, and whether it is good enough.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::victim::{Hit, Victim};
use crate::traffic::{Failure, Tally};

/// One rollout.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    /// Release that got the traffic.
    pub(crate) release: String,
    /// Time of the whole rollout.
    pub(crate) took: Duration,
    /// Requests that failed since the rollout before.
    pub(crate) lost: BTreeMap<Failure, u64>,
    /// What was killed; nothing when the victim had ended by itself.
    pub(crate) hit: Option<Hit>,
}

/// What the soak has shown.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    victim: Victim,
    /// Rollouts.
    pub(crate) rounds: Vec<Round>,
    /// Writes of the journal before and after each of which somebody was killed.
    pub(crate) writes: u32,
    /// Requests.
    pub(crate) tally: Tally,
    /// Time of the whole soak.
    pub(crate) took: Duration,
    /// Whether one healthy release is all that is left, or what there is instead.
    pub(crate) end: Result<(), String>,
}

impl Report {
    pub(crate) fn new(victim: Victim) -> Self {
        Self {
            victim,
            rounds: Vec::new(),
            writes: 0,
            tally: Tally::default(),
            took: Duration::ZERO,
            end: Ok(()),
        }
    }

    /// Whether nothing was lost that may not be lost.
    pub(crate) fn passed(&self) -> bool {
        let (mut caused, mut other) = (0, 0);
        for (failure, count) in &self.tally.failures {
            if self.victim.may_cause(*failure) {
                caused += count;
            } else {
                other += count;
            }
        }
        other == 0 && caused <= self.exposed() && self.end.is_ok()
    }

    /// Requests that were in flight on a victim while it died.
    fn exposed(&self) -> u64 {
        self.hits().map(|hit| hit.exposed).sum()
    }

    fn hits(&self) -> impl Iterator<Item = Hit> {
        self.rounds.iter().filter_map(|round| round.hit)
    }
}

/// What came to `before` since.
pub(crate) fn since(
    before: &BTreeMap<Failure, u64>,
    now: &BTreeMap<Failure, u64>,
) -> BTreeMap<Failure, u64> {
    now.iter()
        .map(|(failure, count)| (*failure, count - before.get(failure).unwrap_or(&0)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

impl fmt::Display for Round {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.1} s", self.took.as_secs_f64())?;
        if let Some(hit) = self.hit {
            write!(
                formatter,
                ", killed after {:.1} s with {} in flight",
                hit.after.as_secs_f64(),
                hit.exposed
            )?;
        }
        for (failure, count) in &self.lost {
            write!(formatter, ", {count} x {failure}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tally = self.tally.clone();
        let mean = |times: Vec<Duration>| {
            let count = u32::try_from(times.len()).unwrap_or(u32::MAX).max(1);
            (times.iter().sum::<Duration>() / count).as_secs_f64()
        };
        let rollouts = mean(self.rounds.iter().map(|round| round.took).collect());
        let moments = mean(self.hits().map(|hit| hit.after).collect());
        writeln!(
            formatter,
            "rollouts      {:>9}   mean {rollouts:.1} s",
            self.rounds.len()
        )?;
        writeln!(
            formatter,
            "killed        {:>9}   {:?}, mean {moments:.1} s after the start",
            self.hits().count(),
            self.victim
        )?;
        if self.writes > 0 {
            writeln!(
                formatter,
                "writes        {:>9}   before and after each",
                self.writes
            )?;
        }
        writeln!(
            formatter,
            "exposed       {:>9}   in flight on the killed",
            self.exposed()
        )?;
        writeln!(formatter, "sent          {:>9}", tally.sent)?;
        writeln!(formatter, "ok            {:>9}", tally.answered())?;
        writeln!(formatter, "failed        {:>9}", tally.failed())?;
        for (failure, count) in &self.tally.failures {
            writeln!(formatter, "  {:<24} {count}", failure.to_string())?;
        }
        writeln!(formatter, "reconnects    {:>9}", tally.reconnects)?;
        writeln!(formatter, "p50           {:>9.1} ms", tally.quantile(0.5))?;
        writeln!(formatter, "p99           {:>9.1} ms", tally.quantile(0.99))?;
        writeln!(formatter, "slowest       {:>9.1} ms", tally.quantile(1.0))?;
        writeln!(
            formatter,
            "time          {:>9.0} s",
            self.took.as_secs_f64()
        )?;
        if let Err(left) = &self.end {
            writeln!(formatter, "{left}")?;
        }
        write!(
            formatter,
            "{}",
            if self.passed() { "passed" } else { "FAILED" }
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use super::{Report, Round};
    use crate::soak::victim::{Hit, Victim};
    use crate::traffic::Failure;

    /// One rollout in which 20 requests were in flight on the victim.
    fn report(victim: Victim, failures: &[(Failure, u64)]) -> Report {
        let mut report = Report::new(victim);
        report.rounds.push(Round {
            release: "a".to_owned(),
            took: Duration::from_secs(1),
            lost: BTreeMap::new(),
            hit: Some(Hit {
                after: Duration::ZERO,
                exposed: 20,
            }),
        });
        for (failure, count) in failures {
            for _ in 0..*count {
                report.tally.record(Err(*failure), Duration::ZERO);
            }
        }
        report
    }

    #[test]
    fn only_what_was_in_flight_on_a_killed_proxy_or_instance_may_be_lost() {
        type Case<'a> = (Victim, &'a [(Failure, u64)], bool);
        let cases: &[Case<'_>] = &[
            (Victim::Instance, &[], true),
            (Victim::Supervisor, &[(Failure::Status(502), 1)], false),
            (Victim::Supervisor, &[(Failure::Reset, 1)], false),
            (Victim::Command, &[(Failure::Reset, 1)], false),
            (Victim::Proxy, &[(Failure::Reset, 20)], true),
            (Victim::Proxy, &[(Failure::Reset, 21)], false),
            (
                Victim::Proxy,
                &[(Failure::Reset, 11), (Failure::Cut, 10)],
                false,
            ),
            (Victim::Proxy, &[(Failure::Refused, 1)], false),
            (Victim::Proxy, &[(Failure::Status(502), 1)], false),
            (Victim::Shim, &[(Failure::Status(502), 20)], true),
            (Victim::Shim, &[(Failure::Status(502), 21)], false),
            (Victim::Shim, &[(Failure::Status(503), 1)], false),
            (Victim::Nobody, &[(Failure::Late, 1)], false),
        ];
        for (victim, failures, passed) in cases {
            assert_eq!(
                report(*victim, failures).passed(),
                *passed,
                "{victim:?} {failures:?}"
            );
        }
        let mut split = report(Victim::Nobody, &[]);
        split.end = Err("two releases".to_owned());
        assert!(!split.passed());
        assert!(split.to_string().ends_with("two releases\nFAILED"));
    }
}
