//! The real command, run in a folder of its own.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

/// The command, with the folders that it may use.
#[derive(Debug)]
pub(crate) struct Opswright {
    binary: PathBuf,
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
        let output = Command::new(&self.binary)
            .args(arguments)
            .current_dir(&self.project)
            .env("XDG_STATE_HOME", &self.state)
            .env("XDG_RUNTIME_DIR", &self.runtime)
            .env("NO_COLOR", "1")
            // The shop's own target folder, not this workspace's.
            .env_remove("CARGO_TARGET_DIR")
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("failed to start {}", self.binary.display()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!(
                "`opswright {}` failed with {}:\n{said}",
                arguments.join(" "),
                output.status
            );
        }
        String::from_utf8(output.stdout).context("the command's output is not UTF-8")
    }

    /// The proxy's control socket, once there is one.
    pub(crate) fn proxy_control(&self) -> anyhow::Result<PathBuf> {
        find(&self.runtime, "proxy.sock")?.context("failed to find the proxy's control socket")
    }
}

/// Builds the command, optimized, with the features of the whole workspace.
pub(crate) fn build() -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(crate::repository::root())
        .args(["build", "--quiet", "--release", "--workspace", "--bins"])
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
    Ok(target.join("release").join("opswright"))
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
