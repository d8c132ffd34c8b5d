//! Proves that every entry is what was written, by walking the chain from the first to the last.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::chain::{self, Link};
use crate::{Digest, Error, Journal, journal};

/// A journal in which every entry is what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has.
    pub entries: u64,
    /// The hash of the last one: kept elsewhere, it proves that none was cut off the end.
    pub head: Digest,
}

impl Journal {
    /// Walks the chain, and has SQLite check its own structure.
    ///
    /// Finds every changed, removed, added or swapped entry. Someone who can write the file can write a whole new chain: compare
    /// `head` with a copy kept elsewhere. Facts and leases are not part of the chain.
    pub fn verify(&self) -> Result<Verified, Error> {
        let connection = self.connection();
        let failed = |error: rusqlite::Error| Error::of(self.path(), &error);
        // One snapshot for the walk and the head, while another process appends.
        let snapshot = connection.unchecked_transaction().map_err(failed)?;
        let walked = walk(&snapshot).map_err(failed)?;
        let (entries, head) = walked.map_err(|(sequence, fault)| Error::Tampered {
            path: self.path().to_owned(),
            sequence: sequence.cast_unsigned(),
            fault,
        })?;
        let check: String = snapshot
            .pragma_query_value(None, "integrity_check", |row| row.get(0))
            .map_err(failed)?;
        if check != "ok" {
            return Err(Error::Corrupt {
                path: self.path().to_owned(),
                detail: check,
            });
        }
        Ok(Verified {
            entries: entries.cast_unsigned(),
            head,
        })
    }
}

type Fault = (i64, String);

fn walk(connection: &Connection) -> rusqlite::Result<Result<(i64, Digest), Fault>> {
    let mut statement = connection.prepare(
        "SELECT sequence, at_ms, kind, subject, body, previous, hash FROM entries NOT INDEXED ORDER BY sequence",
    )?;
    let mut rows = statement.query([])?;
    let (mut last, mut previous) = (0_i64, Digest::ZERO);
    while let Some(row) = rows.next()? {
        let sequence = last + 1;
        let found: i64 = row.get(0)?;
        if found != sequence {
            return Ok(Err((sequence, "is missing".to_owned())));
        }
        let ValueRef::Integer(at_ms) = row.get_ref(1)? else {
            return Ok(Err((sequence, "has no time".to_owned())));
        };
        let (Some(kind), Some(subject), Some(body)) = (
            bytes(row.get_ref(2)?),
            bytes(row.get_ref(3)?),
            bytes(row.get_ref(4)?),
        ) else {
            return Ok(Err((sequence, "has no content".to_owned())));
        };
        if bytes(row.get_ref(5)?) != Some(&previous.0) {
            return Ok(Err((
                sequence,
                "does not follow the entry before it".to_owned(),
            )));
        }
        let hash = chain::hash(&Link {
            previous,
            sequence,
            at_ms,
            kind,
            subject,
            body,
        });
        if bytes(row.get_ref(6)?) != Some(&hash.0) {
            return Ok(Err((
                sequence,
                "was changed after it was written".to_owned(),
            )));
        }
        (last, previous) = (sequence, hash);
    }
    let (head, head_hash) = journal::head(connection)?;
    if head > last {
        return Ok(Err((
            last + 1,
            "is missing: entries were cut off the end".to_owned(),
        )));
    }
    if head < last || head_hash != previous {
        return Ok(Err((
            last,
            "is not the one that was written last".to_owned(),
        )));
    }
    Ok(Ok((last, previous)))
}

fn bytes(value: ValueRef<'_>) -> Option<&[u8]> {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(bytes),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => None,
    }
}
