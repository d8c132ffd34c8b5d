//! Ends or stops this process at a chosen write of the journal, so that tests can prove recovery. Inert in release builds.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use opswright_journal::{Journal, Moment};
use rustix::process::{Signal, getpid, kill_process};

/// Where to end or to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrashAt {
    /// Whether the process ends, or waits there until it is killed or told to go on.
    pub end: End,
    /// Before or after the write.
    pub moment: Moment,
    /// Which write of this process, from 1.
    pub write: u64,
}

/// What happens to the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It ends as by `kill -9`.
    Killed,
    /// It stops as by `kill -STOP`, so that whoever watches can kill another process at this very moment.
    Stopped,
}

impl CrashAt {
    /// From `before:N`, `after:N`, `stop-before:N` or `stop-after:N`; nothing in a release build.
    pub fn parse(text: &str) -> Option<Self> {
        if !cfg!(debug_assertions) {
            return None;
        }
        let (place, write) = text.split_once(':')?;
        let (end, moment) = match place.strip_prefix("stop-") {
            Some(moment) => (End::Stopped, moment),
            None => (End::Killed, place),
        };
        let moment = match moment {
            "before" => Moment::Before,
            "after" => Moment::After,
            _ => return None,
        };
        Some(Self {
            end,
            moment,
            write: write.parse().ok()?,
        })
    }

    /// From here on, this process ends or stops there.
    pub fn arm(self) {
        let _ = CRASH.set(self);
    }
}

static CRASH: OnceLock<CrashAt> = OnceLock::new();
static WRITES: AtomicU64 = AtomicU64::new(0);

/// The journal, armed if this process is.
pub(crate) fn armed(journal: Journal) -> Journal {
    match CRASH.get() {
        Some(_) => journal.with_probe(probe),
        None => journal,
    }
}

fn probe(moment: Moment, _sequence: u64) {
    if moment == Moment::Before {
        WRITES.fetch_add(1, Ordering::SeqCst);
    }
    let write = WRITES.load(Ordering::SeqCst);
    let Some(crash) = CRASH.get() else { return };
    if (crash.moment, crash.write) == (moment, write) {
        let signal = match crash.end {
            End::Killed => Signal::KILL,
            End::Stopped => Signal::STOP,
        };
        let _ = kill_process(getpid(), signal);
    }
}

#[cfg(test)]
mod tests {
    use super::{CrashAt, End};
    use opswright_journal::Moment;

    #[test]
    fn places_are_read() {
        let at = |end, moment, write| Some(CrashAt { end, moment, write });
        let cases = [
            ("before:7", at(End::Killed, Moment::Before, 7)),
            ("after:1", at(End::Killed, Moment::After, 1)),
            ("stop-before:3", at(End::Stopped, Moment::Before, 3)),
            ("stop-after:12", at(End::Stopped, Moment::After, 12)),
            ("stop-:1", None),
            ("between:1", None),
            ("before", None),
            ("before:", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(CrashAt::parse(text), wanted, "{text}");
        }
    }
}
