//! The real command, run in a folder of its own.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, bail};

/// Where a debug build stops itself.
const CRASH: &str = "OPSWRIGHT_CRASH_AT";

/// The command, with the folders that it may use.
#[derive(Debug)]
pub(crate) struct Opswright {
    binary: PathBuf,
    /// Everything of its lies below.
    pub(crate) folder: PathBuf,
    /// Folder of the repository that is rolled out.
    pub(crate) project: PathBuf,
    state: PathBuf,
    runtime: PathBuf,
}

impl Opswright {
    /// The command at `binary`, with everything of its below `folder`.
    pub(crate) fn new(binary: PathBuf, folder: &Path) -> anyhow::Result<Self> {
        let command = Self {
            binary,
            folder: folder.to_path_buf(),
            project: folder.join("shop"),
            state: folder.join("state"),
            runtime: folder.join("run"),
        };
        for folder in [&command.project, &command.state, &command.runtime] {
            fs::create_dir(folder)
                .with_context(|| format!("failed to make {}", folder.display()))?;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        Ok(command)
    }

    /// Runs a verb in the project and returns what it prints; fails when the command fails.
    pub(crate) fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        self.start(arguments)?.finish()
    }

    /// Starts a verb in the project.
    pub(crate) fn start(&self, arguments: &[&str]) -> anyhow::Result<Running> {
        let mut command = self.command(arguments);
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let child = child.with_context(|| format!("failed to start {}", self.binary.display()))?;
        Ok(Running {
            words: arguments.join(" "),
            child,
        })
    }

    /// Starts a supervisor that stops itself at `place`. Its id; it is collected whenever it ends.
    pub(crate) fn supervise(&self, place: &str) -> anyhow::Result<i32> {
        let mut command = self.command(&["supervise"]);
        command.arg(&self.project).env(CRASH, place);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut child = child.context("failed to start a supervisor")?;
        let id = i32::try_from(child.id())?;
        std::thread::spawn(move || child.wait());
        Ok(id)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .current_dir(&self.project)
            .env("XDG_STATE_HOME", &self.state)
            .env("XDG_RUNTIME_DIR", &self.runtime)
            .env("NO_COLOR", "1")
            // The shop's own target folder, not this workspace's.
            .env_remove("CARGO_TARGET_DIR")
            .stdin(Stdio::null());
        command
    }

    /// The proxy's control socket, once there is one.
    pub(crate) fn proxy_control(&self) -> anyhow::Result<PathBuf> {
        find(&self.runtime, "proxy.sock")?.context("failed to find the proxy's control socket")
    }
}

/// A verb that runs.
#[derive(Debug)]
pub(crate) struct Running {
    words: String,
    child: Child,
}

impl Running {
    /// Its process id.
    pub(crate) fn id(&self) -> anyhow::Result<i32> {
        Ok(i32::try_from(self.child.id())?)
    }

    /// Whether it has ended.
    pub(crate) fn has_ended(&mut self) -> anyhow::Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// Waits for its end and returns what it has printed; fails when it fails.
    pub(crate) fn finish(self) -> anyhow::Result<String> {
        let output = self.child.wait_with_output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!(
                "`opswright {}` failed with {}:\n{said}",
                self.words,
                output.status
            );
        }
        String::from_utf8(output.stdout).context("the command's output is not UTF-8")
    }
}

/// How the command is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Optimized.
    Release,
    /// With the places where it can be stopped.
    Dev,
}

/// Builds the command, with the features of the whole workspace.
pub(crate) fn build(profile: Profile) -> anyhow::Result<PathBuf> {
    let (name, folder) = match profile {
        Profile::Release => ("release", "release"),
        Profile::Dev => ("dev", "debug"),
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(crate::repository::root())
        .args(["build", "--quiet", "--workspace", "--bins"])
        .args(["--profile", name])
        .status()
        .context("failed to start cargo")?;
    if !status.success() {
        bail!("the workspace does not build");
    }
    let own = std::env::current_exe().context("failed to find the folder of built programs")?;
    let target = own
        .ancestors()
        .nth(2)
        .context("failed to find the folder of built programs")?;
    Ok(target.join(folder).join("opswright"))
}

/// A port that is free now.
pub(crate) fn free_port() -> anyhow::Result<u16> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("failed to find a free port")?;
    Ok(listener.local_addr()?.port())
}

fn find(folder: &Path, name: &str) -> anyhow::Result<Option<PathBuf>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == name {
            return Ok(Some(entry.path()));
        }
        if entry.file_type()?.is_dir()
            && let Some(found) = find(&entry.path(), name)?
        {
            return Ok(Some(found));
        }
    }
    Ok(None)
}
