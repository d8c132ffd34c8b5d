//! The path of the control socket, which a retiring proxy leaves to the next one.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::net::{UnixListener, UnixStream};

use crate::run::ProxyError;

/// Where this process's control socket is.
#[derive(Debug)]
pub(crate) struct ControlAddress {
    path: Mutex<PathBuf>,
}

impl ControlAddress {
    /// Makes the socket. One that a killed process left behind is replaced; one that answers is not.
    pub(crate) async fn bind(path: &Path) -> Result<(Self, UnixListener), ProxyError> {
        let fault = |source: io::Error| ProxyError::Control {
            path: path.to_path_buf(),
            source,
        };
        if UnixStream::connect(path).await.is_ok() {
            return Err(ProxyError::Taken {
                path: path.to_path_buf(),
            });
        }
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fault(error)),
            _ => {}
        }
        let listener = UnixListener::bind(path).map_err(fault)?;
        let mode = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, mode).map_err(fault)?;
        let address = Self {
            path: Mutex::new(path.to_path_buf()),
        };
        Ok((address, listener))
    }

    /// Moves the socket to `PATH.PID`, where it goes on answering, so that the next proxy can take the path at once.
    /// When it cannot be moved, the next one has to wait for the end of this process.
    pub(crate) fn leave(&self) {
        let mut path = self.path();
        let mut aside = path.as_os_str().to_owned();
        aside.push(format!(".{}", std::process::id()));
        let aside = PathBuf::from(aside);
        if *path != aside && std::fs::rename(&*path, &aside).is_ok() {
            *path = aside;
        }
    }

    /// Removes the socket. The process ends in a moment: one that stays is replaced at the next start.
    pub(crate) fn remove(&self) {
        let _ = std::fs::remove_file(&*self.path());
    }

    fn path(&self) -> MutexGuard<'_, PathBuf> {
        self.path.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The control sockets of all generations of a proxy: the one at `control`, if it is there, and those of proxies that are
/// retiring. A swap has to reach all of them, and is acknowledged when all have drained.
pub fn generations(control: &Path) -> io::Result<Vec<PathBuf>> {
    let name = control
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let folder = control.parent().unwrap_or(Path::new("."));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?.path();
        let other = entry
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let of_retiring = other
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('.'))
            .is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
        if other == name || of_retiring {
            found.push(entry);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::generations;

    #[test]
    fn the_sockets_of_retiring_proxies_are_found_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in [
            "proxy.sock.77",
            "proxy.sock",
            "proxy.sock.last",
            "proxy.sock.",
            "other.sock.1",
        ] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        let found = generations(&folder.path().join("proxy.sock")).expect("listed");
        let names: Vec<_> = found
            .iter()
            .map(|path| path.strip_prefix(folder.path()))
            .collect();
        assert_eq!(
            names,
            [Ok(Path::new("proxy.sock")), Ok(Path::new("proxy.sock.77"))]
        );
    }
}
