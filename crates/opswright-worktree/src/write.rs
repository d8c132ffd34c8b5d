//! Replacing a file so that a crash or a full disk leaves the old one whole.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::inside;

/// Why a file was not written; the old one, if any, is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The path is absolute, has `..`, or leads out of the root through a symbolic link.
    #[error("write {path}: it lies outside the root, or a symbolic link on the way leads there")]
    OutsideRoot {
        /// Path from the root.
        path: String,
    },
    /// A folder, a device or a dangling link is there.
    #[error("write {path}: something that is not a file is there")]
    NotAFile {
        /// Path from the root.
        path: String,
    },
    /// The system refused.
    #[error("write {path}: {}", inside::reason(source))]
    System {
        /// Path from the root.
        path: String,
        /// Its error; `StorageFull` where the disk is full.
        source: io::Error,
    },
}

/// Writes `bytes` to `path` below `root`: a temporary file in the same folder, synced, renamed over the old one, and the
/// folder synced. Missing folders are made; the mode of an existing file is kept; a link to a file inside the root stays a
/// link.
pub fn write_atomic(root: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let failed = |source: io::Error| WriteError::System {
        path: path.to_owned(),
        source,
    };
    let root = root.canonicalize().map_err(failed)?;
    let place = place(&root, path)?;
    let folder = place.parent().unwrap_or(&root);
    let mode = match fs::symlink_metadata(&place) {
        Ok(data) if data.is_file() => Some(data.permissions()),
        Ok(_) => {
            return Err(WriteError::NotAFile {
                path: path.to_owned(),
            });
        }
        Err(_) => None,
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let temporary = folder.join(temporary_name());
    let written = replace(&temporary, &place, mode, bytes);
    if written.is_err() {
        // Nothing to do when this fails too: the name says whose it is.
        let _ = fs::remove_file(&temporary);
    }
    written.and_then(|()| sync_folder(folder)).map_err(failed)
}

/// The real place of `path`: its existing folders resolved and inside the root, the link at its end followed once.
fn place(root: &Path, path: &str) -> Result<PathBuf, WriteError> {
    let outside = || WriteError::OutsideRoot {
        path: path.to_owned(),
    };
    if !inside::is_plain(path) {
        return Err(outside());
    }
    let wanted = root.join(path);
    let existing = wanted
        .ancestors()
        .skip(1)
        .find(|folder| fs::symlink_metadata(folder).is_ok())
        .unwrap_or(root);
    let real = inside::resolve(root, existing).map_err(|_| outside())?;
    let rest = wanted.strip_prefix(existing).map_err(|_| outside())?;
    let place = real.join(rest);
    match fs::symlink_metadata(&place) {
        Ok(data) if data.is_symlink() => inside::resolve(root, &place).map_err(|_| outside()),
        _ => Ok(place),
    }
}

fn replace(
    temporary: &Path,
    place: &Path,
    mode: Option<Permissions>,
    bytes: &[u8],
) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(temporary)?;
    file.write_all(bytes)?;
    if let Some(mode) = mode {
        file.set_permissions(mode)?;
    }
    file.sync_all()?;
    fs::rename(temporary, place)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A name that no other writer of this machine uses at the same time.
fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!(".opswright-{}-{number}.tmp", std::process::id())
}
