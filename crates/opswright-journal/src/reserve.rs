//! A file that holds disk space back, so that the outcome of an effect can be written when the disk is full.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FallocateFlags, fallocate};
use rustix::io::Errno;

/// How much is held back, in bytes: some hundred entries.
const SIZE: u64 = 1024 * 1024;

/// Where the reserve of a journal lies: `journal.db` has `journal.reserve`.
pub(crate) fn path(journal: &Path) -> PathBuf {
    journal.with_extension("reserve")
}

/// Whether the space is held back.
pub(crate) fn is_whole(journal: &Path) -> bool {
    fs::metadata(path(journal)).is_ok_and(|found| found.len() == SIZE)
}

/// Holds the space back, unless it already is.
pub(crate) fn fill(journal: &Path) -> io::Result<()> {
    if is_whole(journal) {
        return Ok(());
    }
    let path = path(journal);
    let filled = allocate(&path);
    if filled.is_err() {
        // A reserve that is not whole must not look like one, nor take what little space is left.
        let _ = fs::remove_file(&path);
    }
    filled
}

/// Gives the space free; whether there was any to free.
pub(crate) fn free(journal: &Path) -> bool {
    fs::remove_file(path(journal)).is_ok()
}

fn allocate(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    match fallocate(&file, FallocateFlags::empty(), 0, SIZE) {
        Ok(()) => {}
        Err(Errno::OPNOTSUPP | Errno::NOSYS) => {
            let block = vec![0xA5_u8; 64 * 1024];
            for _ in 0..SIZE / block.len() as u64 {
                file.write_all(&block)?;
            }
        }
        Err(errno) => return Err(errno.into()),
    }
    file.sync_all()
}
