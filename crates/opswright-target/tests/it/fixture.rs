//! A process target with its folder, and what the tests ask of it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use opswright_target::process::{
    Cgroups, CommandLine, Identity, InstanceSpec, InstanceState, Limits, LogLimits,
    ObservedInstance, PROJECT_VARIABLE, ProcessTarget, Settings, StopSignal, TargetError, Variable,
    launch, shim,
};
use tempfile::TempDir;

/// Longest wait for anything that must happen.
const PATIENCE: Duration = Duration::from_secs(30);

const ROLE: &str = "OPSWRIGHT_TEST_TARGET_ROLE";

/// The instance of a test.
pub(crate) const WEB: &str = "web-1";

/// In a process that a target started as a shim: is one to its end.
pub(crate) fn be_a_shim_if_asked() {
    if std::env::var(ROLE).is_ok_and(|role| role == "shim") {
        let _ = shim::run();
    }
}

/// In a process that a shim started as the launcher: becomes the command.
pub(crate) fn launch_if_asked() {
    if std::env::var(ROLE).is_ok_and(|role| role == "launch") {
        // What the test runner says on stdout is no output of the instance; it has gone elsewhere until now.
        rustix::stdio::dup2_stdout(std::io::stderr()).expect("stdout as stderr is");
        let _ = launch::run();
    }
}

/// A target whose runtime directory, logs and processes are of one test alone.
pub(crate) struct Machine {
    pub(crate) folder: TempDir,
    project: String,
}

impl Machine {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            project: folder.path().display().to_string(),
            folder,
        }
    }

    /// A target under the lease of this epoch.
    pub(crate) fn target(&self, epoch: u64) -> ProcessTarget {
        let own = std::env::current_exe().expect("this test binary");
        let own = own.to_str().expect("a path in UTF-8").to_owned();
        let words = |line: &[&str]| line.iter().map(|word| (*word).to_owned()).collect();
        let flags = ["--nocapture", "--test-threads=1", "--exact"];
        let launch = format!("exec \"$0\" {} launch_process >/dev/null", flags.join(" "));
        let [shim_role, launch_role] = ["shim", "launch"].map(|role| format!("{ROLE}={role}"));
        ProcessTarget::new(Settings {
            project: self.project.clone(),
            runtime: self.folder.path().join("run"),
            shim_command: words(
                &[
                    &["env", &shim_role, &own],
                    flags.as_slice(),
                    &["shim_process"],
                ]
                .concat(),
            ),
            launch_command: words(&["env", &launch_role, "sh", "-c", &launch, &own]),
            epoch,
            cgroups: Cgroups::Off,
            logs: LogLimits::default(),
        })
    }

    /// An instance that runs this line of shell.
    pub(crate) fn spec(&self, line: &str) -> InstanceSpec {
        InstanceSpec {
            instance: WEB.to_owned(),
            release: "r1".to_owned(),
            workload: "web".to_owned(),
            directory: self.folder.path().to_owned(),
            command: CommandLine::Shell(line.to_owned()),
            variables: BTreeMap::new(),
            port: 1,
            log: self.log(),
            stop_signal: StopSignal::Term,
            grace_ms: 1_000,
            limits: Limits::default(),
        }
    }

    /// The same with a secret variable.
    pub(crate) fn spec_with_secret(&self, line: &str, name: &str, value: &str) -> InstanceSpec {
        let secret = Variable::Secret(value.into());
        InstanceSpec {
            variables: BTreeMap::from([(name.to_owned(), secret)]),
            ..self.spec(line)
        }
    }

    /// Starts an instance that runs this line, and waits until it has said `ready`.
    pub(crate) async fn start(&self, epoch: u64, line: &str) -> Identity {
        let started = self.target(epoch).start(&self.spec(line)).await;
        let identity = started.expect("started");
        self.said("ready").await;
        identity
    }

    /// Waits until a line of the log is this one.
    pub(crate) async fn said(&self, line: &str) {
        until(&format!("{line} is in the log"), || {
            let log = std::fs::read_to_string(self.log()).unwrap_or_default();
            log.lines().any(|one| one == line)
        })
        .await;
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.folder.path().join("web.log")
    }

    /// The control socket of the instance.
    pub(crate) fn control(&self) -> PathBuf {
        self.folder.path().join("run").join(WEB).join("control")
    }

    /// The instance as the target finds it.
    pub(crate) async fn observed(&self) -> Result<Option<ObservedInstance>, TargetError> {
        Ok(self.target(1).observe().await?.into_iter().next())
    }

    /// Waits until the instance no longer runs; how it stands.
    pub(crate) async fn ended(&self) -> InstanceState {
        let mut losses = self.target(1).watch();
        let lost = tokio::time::timeout(PATIENCE, losses.recv()).await;
        lost.expect("in time").expect("told").state
    }

    /// The processes of this project that run.
    pub(crate) fn processes(&self) -> Vec<i32> {
        let mark = format!("{PROJECT_VARIABLE}={}", self.project);
        let entries = std::fs::read_dir("/proc").expect("the process table");
        entries
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(|pid| {
                // A process that has ended shows no variables.
                let variables = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
                variables
                    .split(|byte| *byte == 0)
                    .any(|one| one == mark.as_bytes())
            })
            .collect()
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        for pid in self.processes() {
            if let Some(identity) = Identity::of(pid) {
                identity.signal(rustix::process::Signal::KILL);
            }
        }
    }
}

/// Waits until `condition` holds.
pub(crate) async fn until(what: &str, condition: impl Fn() -> bool) {
    let wait = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let done = tokio::time::timeout(PATIENCE, wait).await;
    assert!(done.is_ok(), "waited in vain until {what}");
}
