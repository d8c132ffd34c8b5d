//! Finding instances again: how each stands, and which ended without having been stopped.

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::sync::mpsc;

use super::super::directory::InstanceDirectory;
use super::super::tail::tail;
use super::super::wire::ExitRecord;
use super::super::{Identity, InstanceLost, InstanceState, ObservedInstance, TargetError};
use super::ProcessTarget;

/// How often the runtime directory is looked at for instances that ended.
const WATCH_EVERY: Duration = Duration::from_millis(50);

/// Lines of a lost instance's log that become evidence.
const EVIDENCE_LINES: usize = 20;

impl ProcessTarget {
    /// The instances that the runtime directory knows, by name.
    ///
    /// # Errors
    /// The runtime directory cannot be read.
    #[expect(
        clippy::unused_async,
        reason = "other targets ask over a socket; callers treat all alike"
    )]
    pub async fn observe(&self) -> Result<Vec<ObservedInstance>, TargetError> {
        self.observed()
    }

    /// Tells of every instance that ended without being stopped, once each.
    pub fn watch(&self) -> mpsc::UnboundedReceiver<InstanceLost> {
        let (sender, receiver) = mpsc::unbounded_channel();
        let target = self.clone();
        tokio::spawn(async move {
            let mut told = BTreeSet::new();
            while !sender.is_closed() {
                for seen in target.observed().unwrap_or_default() {
                    if seen.state != InstanceState::Running && told.insert(seen.instance.clone()) {
                        let _ = sender.send(target.lost(&seen));
                    }
                }
                tokio::time::sleep(WATCH_EVERY).await;
            }
        });
        receiver
    }

    fn observed(&self) -> Result<Vec<ObservedInstance>, TargetError> {
        let runtime = &self.settings.runtime;
        let names = InstanceDirectory::names(runtime)
            .map_err(|error| TargetError::io("read", runtime, &error))?;
        Ok(names
            .iter()
            .filter_map(|name| self.observed_one(name))
            .collect())
    }

    fn observed_one(&self, name: &str) -> Option<ObservedInstance> {
        let record = self.directory(name).instance().ok()??;
        Some(ObservedInstance {
            state: self.state(name)?,
            identity: record.main?,
            shim: record.shim?,
            instance: record.instance,
            release: record.release,
            workload: record.workload,
            port: record.port,
            log: record.log,
            notes: record.notes,
        })
    }

    /// How an instance stands; `None` where there is none.
    pub(crate) fn state(&self, instance: &str) -> Option<InstanceState> {
        let record = self.directory(instance).instance().ok()??;
        let shim_lives = record.shim.as_ref().is_some_and(Identity::is_alive);
        // The exit is looked for after the shim: it is written before the shim ends.
        match self.exit_record(instance) {
            Some(exit) => Some(InstanceState::Exited(exit.exit)),
            None if shim_lives => Some(InstanceState::Running),
            None => Some(InstanceState::ShimLost),
        }
    }

    /// How an instance ended, if its shim wrote it down.
    pub(crate) fn exit_record(&self, instance: &str) -> Option<ExitRecord> {
        self.directory(instance).exit().ok()?
    }

    /// The shim of an instance.
    pub(crate) fn shim(&self, instance: &str) -> Option<Identity> {
        self.directory(instance).instance().ok()??.shim
    }

    /// The end of the log, when no shim is left to tell it: without what removes its secrets, only where it lies.
    fn last_lines(&self, seen: &ObservedInstance) -> Vec<String> {
        let Some(redactor) = self.redactor(&seen.instance) else {
            return vec![format!("its log may hold secrets: {}", seen.log.display())];
        };
        let lines = tail(&seen.log, EVIDENCE_LINES).unwrap_or_default();
        lines.iter().map(|line| redactor.redact(line)).collect()
    }

    fn lost(&self, seen: &ObservedInstance) -> InstanceLost {
        let record = self.exit_record(&seen.instance);
        let evidence = match record {
            Some(record) => record.last_lines,
            None => self.last_lines(seen),
        };
        let reason = match seen.state {
            InstanceState::Exited(exit) => format!("{} ended with {exit}", seen.instance),
            _ => format!("the shim of {} was ended", seen.instance),
        };
        InstanceLost {
            instance: seen.instance.clone(),
            state: seen.state,
            reason,
            evidence,
        }
    }
}
