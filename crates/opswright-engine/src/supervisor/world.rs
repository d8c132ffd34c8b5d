//! Everything that the supervisor holds: journal, target, proxy, and what it knows of them.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use opswright_journal::{Entry, Filter, Journal, Stored};
use opswright_rollout::Event;
use opswright_target::process::{ObservedInstance, ProcessTarget};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::mpsc;

use super::proxy_keeper::ProxyKeeper;
use crate::failure::{Exit, Failure};
use crate::layout::Layout;
use crate::records::{CURRENT, Current, OPENED};
use crate::redact::Redactor;
use crate::releases::{Configuration, Release};
use crate::wire::Caller;

/// The supervisor's world.
#[derive(Debug)]
pub(crate) struct World {
    /// Where things lie.
    pub layout: Layout,
    /// The one writer of the journal.
    pub journal: Journal,
    /// Runs instances.
    pub target: ProcessTarget,
    /// Keeps the proxy.
    pub proxy: Arc<ProxyKeeper>,
    /// Knows the secrets.
    pub redactor: Redactor,
    /// Where each instance that was started or adopted is.
    pub placements: Mutex<BTreeMap<String, Placement>>,
    /// What the proxy had counted at the last look of the running rollout.
    pub seen: Mutex<super::sampling::Seen>,
    /// The rollout that runs.
    pub active: Mutex<Option<Active>>,
    /// Held while a rollout or a repair changes what runs; holds nothing.
    pub changing: tokio::sync::Mutex<()>,
    /// Rung when an instance may be missing.
    pub wants_repair: tokio::sync::Notify,
    /// Rung when the supervisor shall end.
    pub ends: tokio::sync::Notify,
    /// Whether a rollout was cut off in the middle, so that only another supervisor can end it.
    pub broken: AtomicBool,
}

/// Where an instance is, and what it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placement {
    /// Its port on 127.0.0.1.
    pub port: u16,
    /// Its workload.
    pub workload: String,
    /// Its release, by its first twelve digits.
    pub release: String,
}

/// The rollout that runs.
#[derive(Debug, Clone)]
pub(crate) struct Active {
    /// Its name; empty while its release is still being built.
    pub rollout: String,
    /// Workload.
    pub workload: String,
    /// Who asked.
    pub caller: Caller,
    /// Since when, milliseconds since 1970.
    pub since_ms: u64,
    /// Where events from outside go.
    pub events: mpsc::UnboundedSender<Event>,
}

impl World {
    /// Writes an entry: synced to disk when this returns.
    pub(crate) fn record<T: Serialize>(
        &self,
        kind: &str,
        subject: &str,
        body: &T,
    ) -> Result<(), Failure> {
        let body = serde_json::to_value(body)
            .map_err(|error| unwritable(&self.layout, &error.to_string()))?;
        self.record_value(kind, subject, body)
    }

    /// Writes an entry that is a JSON value already.
    pub(crate) fn record_value(
        &self,
        kind: &str,
        subject: &str,
        body: serde_json::Value,
    ) -> Result<(), Failure> {
        let written = self.journal.append(self.entry(kind, subject, body));
        written
            .map(|_| ())
            .map_err(|error| unwritable(&self.layout, &error.to_string()))
    }

    /// Writes what has happened already: on a full disk the journal's reserve is used for it.
    pub(crate) fn record_outcome<T: Serialize>(
        &self,
        kind: &str,
        subject: &str,
        body: &T,
    ) -> Result<(), Failure> {
        let body = serde_json::to_value(body)
            .map_err(|error| unwritable(&self.layout, &error.to_string()))?;
        let written = self.journal.append_outcome(self.entry(kind, subject, body));
        written
            .map(|_| ())
            .map_err(|error| unwritable(&self.layout, &error.to_string()))
    }

    fn entry(&self, kind: &str, subject: &str, body: serde_json::Value) -> Entry {
        let at_ms = i64::try_from(now_ms()).unwrap_or(i64::MAX);
        Entry {
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            body: self.redactor.value(body),
            at_ms,
        }
    }

    /// Entries of a kind, oldest first.
    pub(crate) fn entries(&self, kind: &str) -> Vec<Stored> {
        let filter = Filter {
            kind: Some(kind.to_owned()),
            ..Filter::default()
        };
        self.journal.entries(&filter).unwrap_or_default()
    }

    /// The newest entry of a kind about a subject.
    pub(crate) fn last<T: DeserializeOwned>(&self, kind: &str, subject: &str) -> Option<T> {
        let stored = self.journal.last(kind, subject).ok()??;
        serde_json::from_value(stored.body).ok()
    }

    /// What runs of a workload.
    pub(crate) fn current(&self, workload: &str) -> Current {
        self.last(CURRENT, workload).unwrap_or_default()
    }

    /// Every workload that was ever rolled out, well or not, by name.
    pub(crate) fn workloads(&self) -> Vec<String> {
        let named = self
            .entries(CURRENT)
            .into_iter()
            .map(|stored| stored.subject);
        let tried = self
            .entries(OPENED)
            .into_iter()
            .filter_map(|stored| Some(stored.body.get("workload")?.as_str()?.to_owned()));
        let mut names: Vec<String> = named.chain(tried).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Values of a release's variables; its secrets are known to the redactor from here on.
    pub(crate) fn configuration(&self, release: &Release) -> std::io::Result<Configuration> {
        let configuration = Configuration::load(&self.layout, &release.configuration)?;
        for secret in configuration.secrets.values() {
            self.redactor.learn(&secret.0);
        }
        Ok(configuration)
    }

    /// Where an instance is.
    pub(crate) fn placement(&self, instance: &str) -> Option<Placement> {
        self.placements
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(instance)
            .cloned()
    }

    /// The port of an instance.
    pub(crate) fn port(&self, instance: &str) -> Option<u16> {
        self.placement(instance).map(|placement| placement.port)
    }

    /// Remembers where an instance is.
    pub(crate) fn place(&self, instance: &str, placement: Placement) {
        self.placements
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(instance.to_owned(), placement);
    }

    /// The instances that this project has on the machine, as far as they can be seen.
    pub(crate) async fn observe(&self) -> Vec<ObservedInstance> {
        self.target.observe().await.unwrap_or_default()
    }

    /// The rollout that runs, if one does.
    pub(crate) fn active(&self) -> Option<Active> {
        self.active
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// A rollout was cut off: the supervisor ends as if it had been killed, and the next one recovers.
    pub(crate) fn break_off(&self) {
        self.broken.store(true, Ordering::SeqCst);
    }

    /// Whether a rollout was cut off.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::SeqCst)
    }

    /// An event without secrets.
    pub(crate) fn redact_event(&self, event: Event) -> Event {
        let Ok(value) = serde_json::to_value(&event) else {
            return event;
        };
        serde_json::from_value(self.redactor.value(value)).unwrap_or(event)
    }

    /// A failure without secrets.
    pub(crate) fn redact_failure(&self, failure: &Failure) -> Failure {
        Failure {
            exit: failure.exit,
            reason: self.redactor.text(&failure.reason),
            evidence: failure
                .evidence
                .iter()
                .map(|line| self.redactor.text(line))
                .collect(),
            next: self.redactor.text(&failure.next),
        }
    }
}

/// Milliseconds since 1970, for records only: waits use a monotonic clock.
pub(crate) fn now_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| {
            u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
        })
}

fn unwritable(layout: &Layout, error: &str) -> Failure {
    Failure::new(
        Exit::Unsafe,
        "the journal cannot be written, so nothing more was done",
        "opswright doctor",
    )
    .because(format!("{}: {error}", layout.journal().display()))
}
