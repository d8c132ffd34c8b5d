//! The process target: starts, stops and finds instances.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::sync::mpsc;

use super::directory::InstanceDirectory;
use super::health::milliseconds;
use super::outcome::{HowStopped, InstanceState};
use super::settings::INHERITED;
use super::wire::{
    self, Command as Asked, ExitRecord, Handover, InstanceRecord, LaunchSpec, Reply, Request,
    ShimSpec,
};
use super::{
    ErrorKind, INSTANCE_VARIABLE, Identity, InstanceLost, InstanceSpec, ObservedInstance,
    PROJECT_VARIABLE, RELEASE_VARIABLE, Settings, Stopped, Swept, TargetError, Variable, proc,
};

/// Longest wait for a shim's answer to its start.
const START_LIMIT: Duration = Duration::from_secs(10);
/// How much longer than its grace a stop may take.
const STOP_SLACK_MS: u64 = 10_000;
/// How often the runtime directory is looked at for instances that ended.
const WATCH_EVERY: Duration = Duration::from_millis(50);
/// Lines of a lost instance's log that become evidence.
const EVIDENCE_LINES: usize = 20;
/// Rounds in which marked processes are ended: each may have started another meanwhile.
const SWEEP_ROUNDS: usize = 200;

/// Runs instances as processes of this machine.
#[derive(Debug, Clone)]
pub struct ProcessTarget {
    settings: Arc<Settings>,
}

impl ProcessTarget {
    /// A target with these settings; it finds what an earlier one started.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
        }
    }

    /// Starts an instance under a shim of its own; it runs on when this target is gone.
    ///
    /// # Errors
    /// The shim cannot be started, or the command cannot be executed; nothing is left of the attempt.
    pub async fn start(&self, spec: &InstanceSpec) -> Result<Identity, TargetError> {
        let directory = self.directory(&spec.instance);
        directory
            .create()
            .map_err(|error| TargetError::io("make", directory.path(), &error))?;
        let started = self
            .spawn(&directory, &self.shim_spec(spec, &directory))
            .await;
        if started.is_err() {
            let _ = directory.remove();
        }
        started
    }

    fn shim_spec(&self, spec: &InstanceSpec, directory: &InstanceDirectory) -> ShimSpec {
        let mut variables = inherited(&spec.variables);
        let port = spec.port.to_string();
        for (name, value) in [
            ("PORT", port.as_str()),
            ("HOST", "127.0.0.1"),
            (INSTANCE_VARIABLE, &spec.instance),
            (RELEASE_VARIABLE, &spec.release),
            (PROJECT_VARIABLE, &self.settings.project),
        ] {
            variables.insert(name.to_owned(), value.to_owned());
        }
        let secrets = spec
            .variables
            .values()
            .filter_map(|variable| match variable {
                Variable::Secret(secret) => Some(secret.expose().to_owned()),
                Variable::Config(_) => None,
            });
        ShimSpec {
            directory: directory.path().to_owned(),
            record: self.record(spec),
            epoch: self.settings.epoch,
            launch_command: self.settings.launch_command.clone(),
            launch: LaunchSpec {
                arguments: spec.command.arguments(),
                directory: spec.directory.clone(),
                variables,
                limits: spec.limits.clone(),
                shim_pid: 0,
                cgroup: None,
            },
            log: spec.log.clone(),
            logs: self.settings.logs.clone(),
            stop_signal: spec.stop_signal,
            cgroups: self.settings.cgroups,
            secrets: secrets.collect(),
        }
    }

    fn record(&self, spec: &InstanceSpec) -> InstanceRecord {
        InstanceRecord {
            version: wire::VERSION,
            project: self.settings.project.clone(),
            instance: spec.instance.clone(),
            release: spec.release.clone(),
            workload: spec.workload.clone(),
            port: spec.port,
            log: spec.log.clone(),
            shim: None,
            main: None,
            cgroup: None,
            notes: Vec::new(),
        }
    }

    async fn spawn(
        &self,
        directory: &InstanceDirectory,
        shim: &ShimSpec,
    ) -> Result<Identity, TargetError> {
        let io =
            |what: &str, error: &std::io::Error| TargetError::io(what, directory.path(), error);
        let (ours, theirs) = UnixStream::pair().map_err(|error| io("make a socket in", &error))?;
        let errors = File::create(directory.errors()).map_err(|error| io("write", &error))?;
        let nothing = || {
            TargetError::new(
                ErrorKind::Invalid,
                "start a shim: no command",
                "report this",
            )
        };
        let (program, arguments) = self
            .settings
            .shim_command
            .split_first()
            .ok_or_else(nothing)?;
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir("/")
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .map_err(|error| io("start a shim for", &error))?;
        // Collects the shim when it ends; it outlives this target if it must.
        std::thread::spawn(move || child.wait());
        ours.set_nonblocking(true)
            .map_err(|error| io("talk in", &error))?;
        let mut ours =
            tokio::net::UnixStream::from_std(ours).map_err(|error| io("talk in", &error))?;
        ours.write_all(&wire::line(shim))
            .await
            .map_err(|error| io("talk to the shim in", &error))?;
        let mut bytes = Vec::new();
        let mut reader = BufReader::new(&mut ours);
        let read = tokio::time::timeout(START_LIMIT, reader.read_until(b'\n', &mut bytes)).await;
        if read.is_err() || bytes.is_empty() {
            let said = std::fs::read_to_string(directory.errors()).unwrap_or_default();
            return Err(TargetError::new(
                ErrorKind::Unreachable,
                "start a shim: it did not answer",
                "opswright doctor",
            )
            .with_evidence(said.lines().map(str::to_owned)));
        }
        match wire::parse(&bytes).map_err(|error| io("understand the shim in", &error))? {
            Handover::Started { identity, .. } => Ok(identity),
            Handover::Failed(error) => Err(error),
        }
    }

    /// Stops an instance: its signal, the grace, then SIGKILL for everything of it. One that is not there is stopped.
    ///
    /// # Errors
    /// A later holder of the lease is in charge.
    pub async fn stop(&self, instance: &str, grace_ms: u64) -> Result<Stopped, TargetError> {
        let began = Instant::now();
        let directory = self.directory(instance);
        let mut how = HowStopped::Gone;
        if directory.exists() {
            match self.ask_to_stop(&directory, grace_ms).await {
                Some(Reply::Stopped(record)) if record.killed => {
                    how = HowStopped::Killed(record.exit);
                }
                Some(Reply::Stopped(record)) => how = HowStopped::Within(record.exit),
                Some(Reply::Refused { epoch }) => {
                    let reason = format!(
                        "stop {instance}: epoch {epoch} is in charge, not {}",
                        self.settings.epoch
                    );
                    return Err(TargetError::new(
                        ErrorKind::Fenced,
                        reason,
                        "opswright status",
                    ));
                }
                _ => {}
            }
            if !self.end_marked(|name| name == instance).await.is_empty() {
                how = HowStopped::ShimLost;
            }
            let _ = directory.remove();
        }
        Ok(Stopped {
            instance: instance.to_owned(),
            how,
            took_ms: milliseconds(began),
        })
    }

    /// The shim's answer; none where there is no shim, or it went away.
    async fn ask_to_stop(&self, directory: &InstanceDirectory, grace_ms: u64) -> Option<Reply> {
        let mut stream = tokio::net::UnixStream::connect(directory.control())
            .await
            .ok()?;
        let command = Asked::Stop { grace_ms };
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

    fn lost(&self, seen: &ObservedInstance) -> InstanceLost {
        let record = self.exit_record(&seen.instance);
        let evidence = match record {
            Some(record) => record.last_lines,
            None => tail(&seen.log, EVIDENCE_LINES).unwrap_or_default(),
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
        }
        swept.sort_by(|one, other| one.instance.cmp(&other.instance));
        Ok(swept)
    }

    fn directory(&self, instance: &str) -> InstanceDirectory {
        InstanceDirectory::new(&self.settings.runtime, instance)
    }
}

/// The variables of a process: a few of the machine's, then those given.
pub(crate) fn inherited(given: &BTreeMap<String, Variable>) -> BTreeMap<String, String> {
    let machine = INHERITED
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), std::env::var(name).ok()?)));
    machine
        .chain(
            given
                .iter()
                .map(|(name, value)| (name.clone(), value.expose().to_owned())),
        )
        .collect()
}

/// The last lines of a file; bytes that are not text are replaced.
///
/// # Errors
/// The file cannot be read.
pub fn tail(log: &Path, lines: usize) -> std::io::Result<Vec<String>> {
    use std::io::{Read, Seek, SeekFrom};
    /// No line of a log is longer, so that this much holds a few thousand ordinary ones.
    const LONGEST: u64 = 1024 * 1024;
    let mut file = File::open(log)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LONGEST)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let all: Vec<&str> = text.lines().collect();
    Ok(all
        .iter()
        .skip(all.len().saturating_sub(lines))
        .map(|line| (*line).to_owned())
        .collect())
}
