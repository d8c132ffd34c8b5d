//! What a finding about a lock says besides its message.

use opswright_diagnostic::Diagnostic;
use opswright_project::migration::{Lock, Mode, Work};
use opswright_source::Range;

use crate::report::{Report, advice};

/// ``ACCESS EXCLUSIVE lock on `users`: reads and writes wait; every row is read``.
pub(crate) fn lock_line(lock: &Lock) -> String {
    let work = match (lock.mode, lock.work) {
        (_, Work::None) => String::new(),
        (Mode::Metadata, work) => format!("; {}, while reads and writes go on", work.words()),
        (_, work) => format!("; {}", work.words()),
    };
    format!(
        "{} lock on `{}`: {}{work}",
        lock.mode.name(),
        lock.table,
        if lock.mode == Mode::Metadata && lock.work != Work::None {
            "a moment at the beginning and at the end"
        } else {
            lock.mode.waiting()
        }
    )
}

/// Adds a finding with what is locked, and what to do instead.
pub(crate) fn flag<'r>(
    report: &'r mut Report<'_>,
    range: Range,
    message: String,
    lock: Option<&Lock>,
    instead: &str,
) -> &'r mut Diagnostic {
    let finding = report.find(range, message);
    finding.evidence.extend(lock.map(lock_line));
    finding.fix = Some(advice(instead));
    finding
}
