//! Starting an instance: what its shim is told, and the shim itself.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

use super::super::directory::InstanceDirectory;
use super::super::settings::INHERITED;
use super::super::wire::{self, Handover, InstanceRecord, LaunchSpec, ShimSpec};
use super::super::{
    ErrorKind, INSTANCE_VARIABLE, Identity, InstanceSpec, PROJECT_VARIABLE, RELEASE_VARIABLE,
    TargetError, Variable,
};
use super::ProcessTarget;

/// Longest wait for a shim's answer to its start.
const START_LIMIT: Duration = Duration::from_secs(10);

impl ProcessTarget {
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
        } else {
            self.remember(spec);
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
            grace_ms: spec.grace_ms,
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
