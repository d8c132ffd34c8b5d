//! Journal entries of commands: through the supervisor while it lives, else under its lock.

use std::time::{Duration, Instant};

use opswright_journal::Entry;

use crate::client;
use crate::failure::{Exit, Failure};
use crate::layout::Layout;
use crate::supervisor::{lock, now_ms, open_journal};
use crate::wire::{Caller, Request, Verb};

/// Longest wait for another command that writes.
const LIMIT: Duration = Duration::from_secs(5);

/// Writes one entry; synced to disk when this returns. `body` must hold no secret.
pub fn record(layout: &Layout, caller: &Caller, entry: NewEntry) -> Result<(), Failure> {
    let began = Instant::now();
    loop {
        if let Some(stream) = client::connect(layout) {
            let verb = Verb::Record {
                kind: entry.kind.clone(),
                subject: entry.subject.clone(),
                body: entry.body.clone(),
            };
            let request = Request {
                caller: caller.clone(),
                verb,
            };
            if let client::Ended::Answered(answer) = client::ask(&stream, &request, |_| {}) {
                return answer.map(|_| ()).map_err(|failure| *failure);
            }
        }
        match lock(layout) {
            Ok(_lock) => {
                let at_ms = i64::try_from(now_ms()).unwrap_or(i64::MAX);
                let entry = Entry {
                    kind: entry.kind,
                    subject: entry.subject,
                    body: entry.body,
                    at_ms,
                };
                return open_journal(layout)?
                    .append(entry)
                    .map(|_| ())
                    .map_err(|error| {
                        Failure::new(
                            Exit::Findings,
                            "the journal cannot be written",
                            "opswright doctor",
                        )
                        .because(error.to_string())
                    });
            }
            Err(failure) if failure.exit != Exit::Locked || began.elapsed() > LIMIT => {
                return Err(failure);
            }
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// An entry to write.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry {
    /// Its kind (`design`, `approval`, `generate`).
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// Its content.
    pub body: serde_json::Value,
}

impl NewEntry {
    /// An entry of `kind` about `subject`.
    pub fn new(kind: &str, subject: &str, body: serde_json::Value) -> Self {
        Self {
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            body,
        }
    }
}
