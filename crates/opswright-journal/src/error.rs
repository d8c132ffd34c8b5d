//! What can go wrong with a journal, and how SQLite's codes map to it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::Lease;

/// What can go wrong. Texts read after "failed to".
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be opened or made.
    #[error("open the journal {}: {detail}", path.display())]
    Open {
        /// The database.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// The file is some other database.
    #[error("open {}: it is a database, but not a journal of opswright", path.display())]
    Foreign {
        /// The database.
        path: PathBuf,
    },
    /// A later opswright wrote it.
    #[error(
        "open the journal {}: it has format {found}, and this opswright knows formats up to {known}; use the opswright that wrote it, or a later one",
        path.display()
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The latest format that this build knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("read the journal {}: the file is damaged ({detail}); move it away or restore a backup of it", path.display())]
    Corrupt {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        detail: String,
    },
    /// No space is left; nothing that was acknowledged is lost.
    #[error("write the journal {}: no space is left on its disk; nothing recorded so far is lost; free some space, then repeat the command", path.display())]
    DiskFull {
        /// The database.
        path: PathBuf,
    },
    /// Another process writes for longer than this one waits.
    #[error("write the journal {}: another process is writing to it", path.display())]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// Any other failure of SQLite.
    #[error("use the journal {}: {detail}", path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        detail: String,
    },
    /// An entry is not what was written.
    #[error("verify the journal {}: entry {sequence} {fault}", path.display())]
    Tampered {
        /// The database.
        path: PathBuf,
        /// The first entry that is wrong.
        sequence: u64,
        /// How it is wrong.
        fault: String,
    },
    /// Another holder has the lease.
    #[error("take the lease {}: {} (pid {}) of {} holds it", .0.name, .0.holder.command, .0.holder.pid, .0.holder.who)]
    Held(Box<Lease>),
    /// The lease went to another holder, or was released.
    #[error("keep the lease {name} of epoch {epoch}: it is no longer held in that epoch")]
    Lost {
        /// Its name.
        name: String,
        /// The epoch in which it was held.
        epoch: u64,
    },
}

impl Error {
    /// Whether doing the same again, later, may help.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Busy { .. } | Self::Held(_) | Self::DiskFull { .. }
        )
    }

    pub(crate) fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt { path, detail }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
                Self::Open { path, detail }
            }
            _ => Self::Database { path, detail },
        }
    }
}
