//! The process target as the engine drives it.
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::{
    ErrorKind, HealthGate, Healthy, Identity, InstanceLost, InstanceSpec, ObservedInstance,
    Settings, Step, StepDone, Stopped, Swept, TargetError,
};

/// The process target of one project. Clones share everything.
#[derive(Debug, Clone)]
pub struct ProcessTarget {
    settings: Arc<Settings>,
}

fn stub<T>() -> Result<T, TargetError> {
    Err(TargetError::new(
        ErrorKind::Unreachable,
        "not there yet",
        "",
    ))
}

#[expect(clippy::unused_async, reason = "signatures first")]
impl ProcessTarget {
    /// A target with these settings; touches nothing yet.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
        }
    }

    /// Gives all later commands under this lease epoch.
    pub fn set_epoch(&self, _epoch: u64) {}

    /// Starts an instance: returns once the command has been executed (not: is healthy). Safe to repeat.
    pub async fn start(&self, _spec: &InstanceSpec) -> Result<Identity, TargetError> {
        stub()
    }

    /// Waits until the instance is healthy, has ended, or the deadline has passed.
    pub async fn await_healthy(
        &self,
        _spec: &InstanceSpec,
        _gate: &HealthGate,
    ) -> Result<Healthy, TargetError> {
        stub()
    }

    /// Stops an instance and forgets it: stop signal, grace, SIGKILL for all that is left. Safe to repeat.
    pub async fn stop(&self, _instance: &str, _grace_ms: u64) -> Result<Stopped, TargetError> {
        stub()
    }

    /// Every instance in the runtime directory, by name.
    pub async fn observe(&self) -> Result<Vec<ObservedInstance>, TargetError> {
        stub()
    }

    /// Takes over an instance that an earlier supervisor started: raises its epoch and watches it from now on.
    pub async fn adopt(&self, _instance: &str) -> Result<ObservedInstance, TargetError> {
        stub()
    }

    /// The losses of started and adopted instances, those from before the first call included. One receiver at a time.
    pub fn watch(&self) -> mpsc::UnboundedReceiver<InstanceLost> {
        mpsc::unbounded_channel().1
    }

    /// Ends every process that carries the mark of an instance of this project that is not in `known`.
    pub async fn sweep(&self, _known: &BTreeSet<String>) -> Result<Vec<Swept>, TargetError> {
        stub()
    }

    /// The last lines of an instance's log.
    pub async fn logs(&self, _instance: &str, _lines: usize) -> Result<Vec<String>, TargetError> {
        stub()
    }

    /// The last lines of an instance's log, then each new line until the receiver is dropped or the instance is forgotten.
    pub async fn follow(
        &self,
        _instance: &str,
        _lines: usize,
    ) -> Result<mpsc::Receiver<String>, TargetError> {
        stub()
    }

    /// Runs a build or migration command to its end. Dropping the future ends all of its processes.
    pub async fn run_step(&self, _step: &Step) -> Result<StepDone, TargetError> {
        stub()
    }
}

/// The last lines of a log file, rotated predecessors included, oldest first.
pub fn tail(_log: &Path, _lines: usize) -> std::io::Result<Vec<String>> {
    Ok(Vec::new())
}
