//! What came of the requests.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// What was wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Failure {
    /// The connection was refused.
    Refused,
    /// The connection could not be made for another reason.
    Unreachable,
    /// The request was sent, and the connection ended before the answer.
    Reset,
    /// The answer ended too early.
    Cut,
    /// The answer had another status.
    Status(u16),
    /// The answer had another content.
    Content,
    /// No answer in time.
    Late,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => formatter.write_str("connection refused"),
            Self::Unreachable => formatter.write_str("no connection"),
            Self::Reset => formatter.write_str("reset before the answer"),
            Self::Cut => formatter.write_str("answer cut short"),
            Self::Status(status) => write!(formatter, "status {status}"),
            Self::Content => formatter.write_str("wrong answer"),
            Self::Late => formatter.write_str("no answer in time"),
        }
    }
}

/// Counts and times of a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// Requests sent.
    pub(crate) sent: u64,
    /// Requests that failed, by what was wrong.
    pub(crate) failures: BTreeMap<Failure, u64>,
    /// Keep-alive connections that had to be made anew because the other side had closed them.
    pub(crate) reconnects: u64,
    /// Times of the right answers in microseconds, from when the request was due, without the delay that it asked for.
    times: Vec<u32>,
}

impl Tally {
    /// Counts one request.
    pub(crate) fn record(&mut self, result: Result<(), Failure>, time: Duration) {
        self.sent += 1;
        match result {
            Ok(()) => self
                .times
                .push(u32::try_from(time.as_micros()).unwrap_or(u32::MAX)),
            Err(failure) => *self.failures.entry(failure).or_default() += 1,
        }
    }

    /// Adds what another client has counted.
    pub(crate) fn add(&mut self, mut other: Self) {
        self.sent += other.sent;
        self.reconnects += other.reconnects;
        self.times.append(&mut other.times);
        for (failure, count) in other.failures {
            *self.failures.entry(failure).or_default() += count;
        }
    }

    /// Requests that were answered rightly.
    pub(crate) fn answered(&self) -> u64 {
        self.sent - self.failed()
    }

    /// Requests that failed, in all.
    pub(crate) fn failed(&self) -> u64 {
        self.failures.values().sum()
    }

    /// The time within which `share` of the right answers came (0.5 is the median), in milliseconds.
    pub(crate) fn quantile(&mut self, share: f64) -> f64 {
        self.times.sort_unstable();
        let last = self.times.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list of at most a few million"
        )]
        let place = (last as f64 * share).round() as usize;
        self.times
            .get(place)
            .map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Failure, Tally};

    #[test]
    fn tallies_add_up() {
        let mut one = Tally::default();
        let mut other = Tally::default();
        for millis in 1..=99 {
            one.record(Ok(()), Duration::from_millis(millis));
        }
        other.record(Ok(()), Duration::from_millis(100));
        other.record(Err(Failure::Reset), Duration::ZERO);
        other.record(Err(Failure::Status(502)), Duration::ZERO);
        other.record(Err(Failure::Reset), Duration::ZERO);
        one.add(other);
        assert_eq!((one.sent, one.answered(), one.failed()), (103, 100, 3));
        assert_eq!(one.failures.get(&Failure::Reset), Some(&2));
        let quantiles = [0.0, 0.5, 0.99, 1.0].map(|share| one.quantile(share).round());
        assert_eq!(
            quantiles.map(|value| format!("{value}")),
            ["1", "51", "99", "100"]
        );
    }
}
