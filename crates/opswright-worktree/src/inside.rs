//! Whether a path stays inside the root, links resolved.

use std::io;
use std::path::{Component, Path, PathBuf};

/// Whether `path` is a plain relative path: no root, no `..`, not empty.
pub(crate) fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

/// Where `path` really lies, or why it must not be read.
pub(crate) fn resolve(canonical_root: &Path, path: &Path) -> Result<PathBuf, String> {
    let real = path.canonicalize().map_err(|error| reason(&error))?;
    if real.starts_with(canonical_root) {
        Ok(real)
    } else {
        Err("symbolic link leaves the root".to_owned())
    }
}

/// The error as a lower-case fragment without the code of the system.
pub(crate) fn reason(error: &io::Error) -> String {
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return "symbolic link loop".to_owned();
    }
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => {
            let text = error.to_string();
            let plain = text.split(" (os error").next().unwrap_or(&text);
            plain.to_lowercase()
        }
    }
}
