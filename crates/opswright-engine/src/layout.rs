//! Where the state of one project lies: S (state, kept) and R (runtime, sockets).

use std::path::{Path, PathBuf};

/// The folders of one project on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Root of the repository.
    pub root: PathBuf,
    /// S: journal, releases, logs, proxy state.
    pub state: PathBuf,
    /// R: sockets and instance folders, mode 0700, short enough for socket paths.
    pub runtime: PathBuf,
}

impl Layout {
    /// The journal's database.
    pub fn journal(&self) -> PathBuf {
        self.state.join("journal.sqlite")
    }

    /// The file whose lock says that a supervisor lives.
    pub fn lock(&self) -> PathBuf {
        self.state.join("lock")
    }

    /// What the supervisor prints.
    pub fn supervisor_log(&self) -> PathBuf {
        self.state.join("supervisor.log")
    }

    /// The supervisor's control socket.
    pub fn control(&self) -> PathBuf {
        self.runtime.join("control.sock")
    }

    /// Where instances have their sockets and records.
    pub fn instances(&self) -> PathBuf {
        self.runtime.join("i")
    }

    /// Whether any instance was started and not stopped, whatever became of it.
    pub fn has_instances(&self) -> bool {
        std::fs::read_dir(self.instances()).is_ok_and(|mut all| all.next().is_some())
    }

    /// The proxy's control socket.
    pub fn proxy_control(&self) -> PathBuf {
        self.runtime.join("proxy.sock")
    }

    /// The proxy's saved routes.
    pub fn proxy_state(&self) -> PathBuf {
        self.state.join("proxy.json")
    }

    /// What the proxy prints.
    pub fn proxy_log(&self) -> PathBuf {
        self.state.join("proxy.log")
    }

    /// All releases.
    pub fn releases(&self) -> PathBuf {
        self.state.join("releases")
    }

    /// One release's folder.
    pub fn release(&self, digest: &str) -> PathBuf {
        self.releases().join(short(digest))
    }

    /// Build caches that outlive a release.
    pub fn cache(&self) -> PathBuf {
        self.state.join("cache")
    }

    /// Configuration versions: values of variables, mode 0600.
    pub fn configurations(&self) -> PathBuf {
        self.state.join("config")
    }

    /// Logs of instances.
    pub fn logs(&self) -> PathBuf {
        self.state.join("logs")
    }

    /// Local approvals, without a key.
    pub fn local_approvals(&self) -> PathBuf {
        self.state.join("approvals")
    }

    /// Answers to `--resource` and secret values given once, mode 0600.
    pub fn values(&self) -> PathBuf {
        self.state.join("values.json")
    }
}

/// The first twelve hexadecimal digits of a digest, enough to name it on one machine.
pub fn short(digest: &str) -> &str {
    let hexadecimal = digest.strip_prefix("sha256:").unwrap_or(digest);
    hexadecimal.get(..12).unwrap_or(hexadecimal)
}

/// Whether `path` is inside `folder`, by its parts.
pub fn inside(path: &Path, folder: &Path) -> bool {
    path.starts_with(folder)
}
