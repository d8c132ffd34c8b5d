//! Replacing a file so that a crash or a full disk leaves the old one whole.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::inside;

const TEMPORARY_START: &str = ".opswright-";
const TEMPORARY_END: &str = ".tmp";

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
    let (temporary, file) = temporary_file(folder).map_err(failed)?;
    let written = fill(file, mode, bytes).and_then(|()| fs::rename(&temporary, &place));
    if written.is_err() {
        // Nothing to do when this fails too: a walk leaves such a file out.
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

/// The mode comes before the bytes, so that those of a private file are never readable for others.
fn fill(mut file: File, mode: Option<Permissions>, bytes: &[u8]) -> io::Result<()> {
    if let Some(mode) = mode {
        file.set_permissions(mode)?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A new file that no other writer of this machine uses at the same time.
fn temporary_file(folder: &Path) -> io::Result<(PathBuf, File)> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!(
            "{TEMPORARY_START}{}-{number}{TEMPORARY_END}",
            std::process::id()
        );
        let place = folder.join(name);
        let made = OpenOptions::new().write(true).create_new(true).open(&place);
        match made {
            Ok(file) => return Ok((place, file)),
            // A process of the same number was killed while it wrote; the next number is free.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether a file of this name is one that a killed process left behind.
pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY_START) && name.ends_with(TEMPORARY_END)
}
