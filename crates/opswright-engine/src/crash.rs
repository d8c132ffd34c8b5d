//! Ends this process hard at a chosen write of the journal, so that tests can prove recovery. Inert in release builds.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use opswright_journal::{Journal, Moment};

/// Where to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrashAt {
    /// Before or after the write.
    pub moment: Moment,
    /// Which write of this process, from 1.
    pub write: u64,
}

impl CrashAt {
    /// From `before:N` or `after:N`; nothing in a release build.
    pub fn parse(text: &str) -> Option<Self> {
        if !cfg!(debug_assertions) {
            return None;
        }
        let (moment, write) = text.split_once(':')?;
        let moment = match moment {
            "before" => Moment::Before,
            "after" => Moment::After,
            _ => return None,
        };
        Some(Self {
            moment,
            write: write.parse().ok()?,
        })
    }
}

static CRASH: OnceLock<CrashAt> = OnceLock::new();
static WRITES: AtomicU64 = AtomicU64::new(0);

/// The journal, armed if there is somewhere to end.
pub(crate) fn armed(journal: Journal, crash: Option<CrashAt>) -> Journal {
    match crash {
        Some(crash) => {
            let _ = CRASH.set(crash);
            journal.with_probe(probe)
        }
        None => journal,
    }
}

fn probe(moment: Moment, _sequence: u64) {
    if moment == Moment::Before {
        WRITES.fetch_add(1, Ordering::SeqCst);
    }
    let now = CrashAt {
        moment,
        write: WRITES.load(Ordering::SeqCst),
    };
    if CRASH.get() == Some(&now) {
        let _ =
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
}
