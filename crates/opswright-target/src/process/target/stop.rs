//! Stopping an instance, and ending what nobody knows any more.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::super::directory::InstanceDirectory;
use super::super::health::milliseconds;
use super::super::wire::{self, Command, ExitRecord, Reply, Request};
use super::super::{
    ErrorKind, HowStopped, INSTANCE_VARIABLE, Identity, PROJECT_VARIABLE, Stopped, Swept,
    TargetError, proc,
};
use super::ProcessTarget;

/// How much longer than its grace a stop may take.
const STOP_SLACK_MS: u64 = 10_000;

/// Rounds in which marked processes are ended: each may have started another meanwhile.
const SWEEP_ROUNDS: usize = 200;

impl ProcessTarget {
    /// Stops an instance: its signal, the grace, then SIGKILL for everything of it. One that is not there is stopped.
    ///
    /// # Errors
    /// A later holder of the lease is in charge.
    pub async fn stop(&self, instance: &str, grace_ms: u64) -> Result<Stopped, TargetError> {
        let began = Instant::now();
        let directory = self.directory(instance);
        let mut how = HowStopped::Gone;
        if directory.exists() {
            how = match self.ask_to_stop(&directory, grace_ms).await {
                Some(Reply::Stopped(record)) => how_it_ended(&record),
                Some(Reply::Refused { epoch }) => return Err(self.fenced(instance, epoch)),
                // Without a shim, what it wrote down at its end is all there is.
                _ => self
                    .exit_record(instance)
                    .map_or(how, |record| HowStopped::Before(record.exit)),
            };
            if !self.end_marked(|name| name == instance).await.is_empty() {
                how = HowStopped::ShimLost;
            }
            let _ = directory.remove();
            self.forget(instance);
        }
        Ok(Stopped {
            instance: instance.to_owned(),
            how,
            took_ms: milliseconds(began),
        })
    }

    fn fenced(&self, instance: &str, epoch: u64) -> TargetError {
        let reason = format!(
            "stop {instance}: epoch {epoch} is in charge, not {}",
            self.settings.epoch
        );
        TargetError::new(ErrorKind::Fenced, reason, "opswright status")
    }

    /// Ends processes of this project whose instance is not among those known, and forgets their records.
    ///
    /// # Errors
    /// The runtime directory cannot be read.
    pub async fn sweep(&self, known: &BTreeSet<String>) -> Result<Vec<Swept>, TargetError> {
        let runtime = &self.settings.runtime;
        let names = InstanceDirectory::names(runtime)
            .map_err(|error| TargetError::io("read", runtime, &error))?;
        let mut swept = self.end_marked(|name| !known.contains(name)).await;
        for name in names.iter().filter(|name| !known.contains(*name)) {
            let _ = self.directory(name).remove();
            self.forget(name);
        }
        swept.sort_by(|one, other| one.instance.cmp(&other.instance));
        Ok(swept)
    }

    /// The shim's answer; none where there is no shim, or it went away.
    async fn ask_to_stop(&self, directory: &InstanceDirectory, grace_ms: u64) -> Option<Reply> {
        let mut stream = tokio::net::UnixStream::connect(directory.control())
            .await
            .ok()?;
        let command = Command::Stop { grace_ms };
        let request = Request {
            version: wire::VERSION,
            epoch: self.settings.epoch,
            command,
        };
        stream.write_all(&wire::line(&request)).await.ok()?;
        let mut bytes = Vec::new();
        let limit = Duration::from_millis(grace_ms.saturating_add(STOP_SLACK_MS));
        tokio::time::timeout(limit, stream.read_to_end(&mut bytes))
            .await
            .ok()?
            .ok()?;
        wire::parse(&bytes).ok()
    }

    /// Ends every process of this project that carries the name of an instance that is wanted, and waits until it is gone.
    async fn end_marked(&self, wanted: impl Fn(&str) -> bool) -> Vec<Swept> {
        let mut swept: Vec<Swept> = Vec::new();
        for _ in 0..SWEEP_ROUNDS {
            let mut left = false;
            for pid in proc::pids() {
                let [instance, project] =
                    proc::variables(pid, [INSTANCE_VARIABLE, PROJECT_VARIABLE]);
                let (Some(instance), Some(project)) = (instance, project) else {
                    continue;
                };
                let Some(stat) = proc::stat(pid).filter(|stat| !stat.has_ended()) else {
                    continue;
                };
                let Some(identity) = Identity::of(pid) else {
                    continue;
                };
                if project != self.settings.project || !wanted(&instance) {
                    continue;
                }
                left = true;
                identity.signal(Signal::KILL);
                if !swept.iter().any(|known| known.identity == identity) {
                    swept.push(Swept {
                        instance,
                        identity,
                        program: stat.program,
                    });
                }
            }
            if !left {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        swept
    }
}

fn how_it_ended(record: &ExitRecord) -> HowStopped {
    match record {
        ExitRecord { asked: false, .. } => HowStopped::Before(record.exit),
        ExitRecord { killed: true, .. } => HowStopped::Killed(record.exit),
        _ => HowStopped::Within(record.exit),
    }
}
