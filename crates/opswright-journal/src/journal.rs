//! The journal: opening it and appending to it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::Value;

use crate::chain::{self, Link};
use crate::{
    Digest, Entry, Error, Lease, Moment, Probe, Recorded, Redactor, lease, reserve, schema,
};

/// A journal. Appends of several processes do not mix, but only one should drive.
pub struct Journal {
    connection: Mutex<Connection>,
    path: PathBuf,
    redactor: Option<Redactor>,
    probe: Option<Probe>,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Journal {
    /// Opens a journal for writing; makes it, readable by its owner only, where there is none. Its folder must exist.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let journal = Self::with(schema::open(path)?, path);
        // A full disk refuses intents, not reading: the first append says so.
        let _ = reserve::fill(path);
        Ok(journal)
    }

    /// Opens a journal for reading; every write to it fails.
    pub fn open_read_only(path: &Path) -> Result<Self, Error> {
        Ok(Self::with(schema::open_read_only(path)?, path))
    }

    fn with(connection: Connection, path: &Path) -> Self {
        let path = path.to_owned();
        Self {
            connection: Mutex::new(connection),
            path,
            redactor: None,
            probe: None,
        }
    }

    /// Passes every body through this before it is hashed or written. Without one, bodies are written as they are.
    #[must_use]
    pub fn with_redactor(mut self, redactor: Redactor) -> Self {
        self.redactor = Some(redactor);
        self
    }

    /// Calls this before and after each append.
    #[must_use]
    pub fn with_probe(mut self, probe: Probe) -> Self {
        self.probe = Some(probe);
        self
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Appends an entry; when this returns, it is on disk. An intent is refused while the reserve cannot be held back.
    pub fn append(&self, entry: Entry) -> Result<Recorded, Error> {
        self.refuse_without_reserve()?;
        self.write(entry, None)
    }

    /// Appends an entry unless the lease has been lost; both are looked at in one transaction.
    pub fn append_under(&self, lease: &Lease, entry: Entry) -> Result<Recorded, Error> {
        self.refuse_without_reserve()?;
        self.write(entry, Some(lease))
    }

    /// Appends what has already happened: on a full disk the reserve is given free for it.
    pub fn append_outcome(&self, entry: Entry) -> Result<Recorded, Error> {
        match self.write(entry.clone(), None) {
            Err(Error::DiskFull { .. }) if reserve::free(&self.path) => self.write(entry, None),
            result => result,
        }
    }

    fn refuse_without_reserve(&self) -> Result<(), Error> {
        reserve::fill(&self.path).map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Error::DiskFull {
                    path: self.path.clone(),
                }
            }
            _ => Error::Open {
                path: reserve::path(&self.path),
                detail: error.to_string(),
            },
        })
    }

    fn write(&self, mut entry: Entry, lease: Option<&Lease>) -> Result<Recorded, Error> {
        self.redact(&mut entry.body);
        let recorded = self.transaction(|transaction| {
            if let Some(lease) = lease {
                lease::require(transaction, lease, &self.path)?;
            }
            self.insert(transaction, &entry)
                .map_err(|error| Error::of(&self.path, &error))
        })?;
        if let Some(probe) = self.probe {
            probe(Moment::After, recorded.sequence);
        }
        Ok(recorded)
    }

    fn insert(&self, transaction: &Transaction<'_>, entry: &Entry) -> rusqlite::Result<Recorded> {
        let (last, previous) = head(transaction)?;
        let sequence = last + 1;
        if let Some(probe) = self.probe {
            probe(Moment::Before, sequence.cast_unsigned());
        }
        let body = entry.body.to_string();
        let hash = chain::hash(&Link {
            previous,
            sequence,
            at_ms: entry.at_ms,
            kind: entry.kind.as_bytes(),
            subject: entry.subject.as_bytes(),
            body: body.as_bytes(),
        });
        transaction.prepare(INSERT)?.execute(params![
            sequence,
            entry.at_ms,
            entry.kind,
            entry.subject,
            body,
            previous.0,
            hash.0
        ])?;
        transaction
            .prepare(MOVE_HEAD)?
            .execute(params![sequence, hash.0])?;
        Ok(Recorded {
            sequence: sequence.cast_unsigned(),
            hash,
        })
    }

    pub(crate) fn redact(&self, body: &mut Value) {
        if let Some(redactor) = &self.redactor {
            redactor(body);
        }
    }

    /// Runs in a transaction that holds the write lock from its beginning; an error leaves nothing behind.
    pub(crate) fn transaction<T>(
        &self,
        run: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let failed = |error: rusqlite::Error| Error::of(&self.path, &error);
        let mut connection = self.connection();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        let result = run(&transaction)?;
        transaction.commit().map_err(failed)?;
        Ok(result)
    }

    /// The connection; a thread that panicked while it held it left at worst a transaction that was rolled back.
    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

const INSERT: &str = "INSERT INTO entries (sequence, at_ms, kind, subject, body, previous, hash) \
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const MOVE_HEAD: &str = "INSERT INTO head (one, sequence, hash) VALUES (1, ?1, ?2) \
                         ON CONFLICT (one) DO UPDATE SET sequence = ?1, hash = ?2";

/// Number and hash of the last entry; zeros where there is none.
pub(crate) fn head(connection: &Connection) -> rusqlite::Result<(i64, Digest)> {
    let row = connection
        .prepare("SELECT sequence, hash FROM head WHERE one = 1")?
        .query_row([], |row| Ok((row.get(0)?, Digest(row.get(1)?))))
        .optional()?;
    Ok(row.unwrap_or((0, Digest::ZERO)))
}
