//! Leases: who may drive, with a number that only grows, so that whoever was replaced is refused.
//!
//! No clock is involved. A holder proves that it lives by `renew`; a contender that has seen no renewal for `limit_ms` of its own
//! monotonic time, or knows that the holder's process has ended, may `seize` what it has seen, and gets it only if nothing moved.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, Journal};

/// Who holds a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Process id.
    pub pid: u32,
    /// The command line, without secrets (`opswright up`).
    pub command: String,
    /// The person or machine.
    pub who: String,
    /// Wall clock in milliseconds since 1970, for readers only.
    pub since_ms: i64,
}

/// A lease that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// What it covers.
    pub name: String,
    /// The fencing number: each new holder gets a higher one, for ever.
    pub epoch: u64,
    /// How often it was renewed in this epoch.
    pub beats: u64,
    /// How long it may go without renewal, in milliseconds.
    pub limit_ms: u64,
    /// Who holds it.
    pub holder: Holder,
}

impl Journal {
    /// Takes a lease that nobody holds; else `Error::Held` says who does.
    pub fn acquire(&self, name: &str, holder: Holder, limit_ms: u64) -> Result<Lease, Error> {
        self.transaction(|transaction| match self.read_lease(transaction, name)? {
            Found {
                held: Some(lease), ..
            } => Err(Error::Held(Box::new(lease))),
            Found { epoch, held: None } => self.hold(
                transaction,
                Lease {
                    name: name.to_owned(),
                    epoch: epoch + 1,
                    beats: 0,
                    limit_ms,
                    holder,
                },
            ),
        })
    }

    /// Takes a lease from a holder that is dead, exactly as it was `seen`; `Error::Held` if it moved since.
    pub fn seize(&self, seen: &Lease, holder: Holder) -> Result<Lease, Error> {
        self.transaction(|transaction| {
            let Found { epoch, held } = self.read_lease(transaction, &seen.name)?;
            if let Some(lease) = held.filter(|lease| lease != seen) {
                return Err(Error::Held(Box::new(lease)));
            }
            let lease = Lease {
                epoch: epoch + 1,
                beats: 0,
                holder,
                ..seen.clone()
            };
            self.hold(transaction, lease)
        })
    }

    /// Proves that the holder lives.
    pub fn renew(&self, lease: &Lease) -> Result<Lease, Error> {
        self.transaction(|transaction| {
            let held = require(transaction, lease, self.path())?;
            let beats = held.beats + 1;
            self.hold(transaction, Lease { beats, ..held })
        })
    }

    /// Gives a lease back; its epoch is never used again.
    pub fn release(&self, lease: &Lease) -> Result<(), Error> {
        self.transaction(|transaction| {
            require(transaction, lease, self.path())?;
            transaction
                .execute(
                    "UPDATE leases SET pid = NULL WHERE name = ?1",
                    [&lease.name],
                )
                .map(|_| ())
                .map_err(|error| Error::of(self.path(), &error))
        })
    }

    /// Who holds a lease.
    pub fn holder(&self, name: &str) -> Result<Option<Lease>, Error> {
        Ok(self.read_lease(&self.connection(), name)?.held)
    }

    fn read_lease(&self, connection: &Connection, name: &str) -> Result<Found, Error> {
        read(connection, name).map_err(|error| Error::of(self.path(), &error))
    }

    fn hold(&self, connection: &Connection, lease: Lease) -> Result<Lease, Error> {
        let Holder {
            pid,
            command,
            who,
            since_ms,
        } = &lease.holder;
        let numbers = [lease.epoch, lease.beats, lease.limit_ms].map(u64::cast_signed);
        connection
            .prepare(HOLD)
            .and_then(|mut statement| {
                let [epoch, beats, limit] = numbers;
                statement.execute(params![
                    lease.name, epoch, beats, limit, pid, command, who, since_ms
                ])
            })
            .map_err(|error| Error::of(self.path(), &error))?;
        Ok(lease)
    }
}

const HOLD: &str = "INSERT INTO leases (name, epoch, beats, limit_ms, pid, command, who, since_ms) \
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (name) DO UPDATE SET \
                    epoch = ?2, beats = ?3, limit_ms = ?4, pid = ?5, command = ?6, who = ?7, since_ms = ?8";

/// A lease as it lies in the table: its last epoch, and its holder if it has one.
struct Found {
    epoch: u64,
    held: Option<Lease>,
}

/// The lease as it is now, if it is still held in the same epoch.
pub(crate) fn require(connection: &Connection, lease: &Lease, path: &Path) -> Result<Lease, Error> {
    let found = read(connection, &lease.name).map_err(|error| Error::of(path, &error))?;
    let held = found.held.filter(|held| held.epoch == lease.epoch);
    held.ok_or_else(|| Error::Lost {
        name: lease.name.clone(),
        epoch: lease.epoch,
    })
}

fn read(connection: &Connection, name: &str) -> rusqlite::Result<Found> {
    let row = connection
        .prepare(
            "SELECT name, epoch, beats, limit_ms, pid, command, who, since_ms FROM leases WHERE name = ?1",
        )?
        .query_row([name], found)
        .optional()?;
    Ok(row.unwrap_or(Found {
        epoch: 0,
        held: None,
    }))
}

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    let epoch = row.get::<_, i64>(1)?.cast_unsigned();
    let Some(pid) = row.get(4)? else {
        return Ok(Found { epoch, held: None });
    };
    let holder = Holder {
        pid,
        command: row.get(5)?,
        who: row.get(6)?,
        since_ms: row.get(7)?,
    };
    let beats = row.get::<_, i64>(2)?.cast_unsigned();
    let limit_ms = row.get::<_, i64>(3)?.cast_unsigned();
    let name = row.get(0)?;
    Ok(Found {
        epoch,
        held: Some(Lease {
            name,
            epoch,
            beats,
            limit_ms,
            holder,
        }),
    })
}
