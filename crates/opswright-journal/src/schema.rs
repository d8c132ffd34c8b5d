//! The database itself: its format, how it is opened, and how a new one is made.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::Error;

/// The stored format that this build reads and writes (`user_version` of the database).
pub const FORMAT: i64 = 1;

/// `OPSW`: marks the database as a journal (`application_id`).
const APPLICATION: i64 = 0x4F50_5357;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

const TABLES: &str = "
CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX entries_by_subject ON entries (subject, kind, sequence);
CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE TABLE facts (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    beats INTEGER NOT NULL,
    limit_ms INTEGER NOT NULL,
    pid INTEGER,
    command TEXT,
    who TEXT,
    since_ms INTEGER
) STRICT;
";

/// Opens a journal for writing; makes it where there is none.
pub(crate) fn open(path: &Path) -> Result<Connection, Error> {
    make_private(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection =
        Connection::open_with_flags(path, flags).map_err(|e| Error::of(path, &e))?;
    prepare(&connection).map_err(|e| Error::of(path, &e))?;
    make_tables(&mut connection, path)?;
    Ok(connection)
}

/// Opens a journal for reading only.
pub(crate) fn open_read_only(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|e| Error::of(path, &e))?;
    connection
        .busy_timeout(PATIENCE)
        .map_err(|e| Error::of(path, &e))?;
    match format(&connection, path)? {
        Some(_) => Ok(connection),
        None => Err(Error::Foreign {
            path: path.to_owned(),
        }),
    }
}

/// The file exists and only its owner can read it; SQLite gives its side files the same mode.
fn make_private(path: &Path) -> Result<(), Error> {
    let failed = |error: std::io::Error| {
        let path = path.to_owned();
        match error.kind() {
            std::io::ErrorKind::StorageFull => Error::DiskFull { path },
            _ => Error::Open {
                path,
                detail: error.to_string(),
            },
        }
    };
    if fs::symlink_metadata(path).is_ok() {
        return Ok(());
    }
    let mut options = OpenOptions::new();
    options
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(failed)?;
    // Without this the name of a new file may not survive a loss of power.
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))
        .and_then(|folder| folder.sync_all())
        .map_err(failed)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")
}

fn make_tables(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    if format(connection, path)?.is_some() {
        return Ok(());
    }
    let failed = |error: rusqlite::Error| Error::of(path, &error);
    let behavior = rusqlite::TransactionBehavior::Immediate;
    let transaction = connection
        .transaction_with_behavior(behavior)
        .map_err(failed)?;
    // Another process may have made them while this one waited.
    if format(&transaction, path)?.is_none() {
        transaction.execute_batch(TABLES).map_err(failed)?;
        transaction
            .pragma_update(None, "application_id", APPLICATION)
            .map_err(failed)?;
        transaction
            .pragma_update(None, "user_version", FORMAT)
            .map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

/// The format of a journal that this build can use; `None` for an empty database.
fn format(connection: &Connection, path: &Path) -> Result<Option<i64>, Error> {
    let read = |name| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .map_err(|error| Error::of(path, &error))
    };
    let (application, found) = (read("application_id")?, read("user_version")?);
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| Error::of(path, &error))?;
    match (application, found, tables) {
        (0, 0, 0) => Ok(None),
        (APPLICATION, 1..=FORMAT, _) => Ok(Some(found)),
        (APPLICATION, _, _) => Err(Error::Newer {
            path: path.to_owned(),
            found,
            known: FORMAT,
        }),
        _ => Err(Error::Foreign {
            path: path.to_owned(),
        }),
    }
}
