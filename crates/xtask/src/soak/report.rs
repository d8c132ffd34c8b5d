//! The table at the end, and whether it is good enough.

use std::fmt;
use std::time::Duration;

use super::killer::Victim;
use crate::traffic::{Failure, Tally};

/// One rollout.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    /// Release that got the traffic.
    pub(crate) release: String,
    /// Time of the whole rollout.
    pub(crate) took: Duration,
    /// When the victim was killed, from the start of the rollout.
    pub(crate) kill: Option<Duration>,
}

/// What the soak has shown.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    victim: Victim,
    clients: usize,
    /// Rollouts.
    pub(crate) rounds: Vec<Round>,
    /// Requests.
    pub(crate) tally: Tally,
    /// Time of the whole soak.
    pub(crate) took: Duration,
    /// Whether one healthy release is all that is left, or what there is instead.
    pub(crate) end: Result<(), String>,
}

impl Report {
    pub(crate) fn new(victim: Victim, clients: usize) -> Self {
        Self {
            victim,
            clients,
            rounds: Vec::new(),
            tally: Tally::default(),
            took: Duration::ZERO,
            end: Ok(()),
        }
    }

    /// Whether nothing was lost that may not be lost.
    pub(crate) fn passed(&self) -> bool {
        let kills = self
            .rounds
            .iter()
            .filter(|round| round.kill.is_some())
            .count();
        let failed: u64 = self
            .tally
            .failures
            .iter()
            .map(|(failure, count)| self.excess(*failure, *count, kills))
            .sum();
        failed == 0 && self.end.is_ok()
    }

    /// How many of `count` failures are more than the victims had in flight.
    fn excess(&self, failure: Failure, count: u64, kills: usize) -> u64 {
        let in_flight = u64::try_from(kills * self.clients).unwrap_or(u64::MAX);
        let allowed = match (self.victim, failure) {
            (Victim::Proxy | Victim::Shim, Failure::Reset | Failure::Cut) => in_flight,
            (Victim::Shim, Failure::Status(502)) => in_flight,
            _ => 0,
        };
        count.saturating_sub(allowed)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tally = self.tally.clone();
        let kills = self.rounds.iter().filter_map(|round| round.kill);
        let mean = |times: Vec<Duration>| {
            let count = u32::try_from(times.len()).unwrap_or(u32::MAX).max(1);
            (times.iter().sum::<Duration>() / count).as_secs_f64()
        };
        let rollouts = mean(self.rounds.iter().map(|round| round.took).collect());
        let moments = mean(kills.clone().collect());
        writeln!(
            formatter,
            "rollouts      {:>9}   mean {rollouts:.1} s",
            self.rounds.len()
        )?;
        writeln!(
            formatter,
            "killed        {:>9}   {:?}, mean {moments:.1} s after the start",
            kills.count(),
            self.victim
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
    use std::time::Duration;

    use super::{Report, Round};
    use crate::soak::killer::Victim;
    use crate::traffic::Failure;

    fn report(victim: Victim, failures: &[(Failure, u64)]) -> Report {
        let mut report = Report::new(victim, 64);
        report.rounds.push(Round {
            release: "a".to_owned(),
            took: Duration::from_secs(1),
            kill: Some(Duration::ZERO),
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
            (Victim::Instance, &[(Failure::Reset, 1)], false),
            (Victim::Supervisor, &[(Failure::Status(502), 1)], false),
            (Victim::Proxy, &[(Failure::Reset, 64)], true),
            (Victim::Proxy, &[(Failure::Reset, 65)], false),
            (Victim::Proxy, &[(Failure::Refused, 1)], false),
            (Victim::Shim, &[(Failure::Status(502), 64)], true),
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
