//! Reading entries.

use rusqlite::types::Type;
use rusqlite::{Row, params};
use serde_json::Value;

use crate::{Digest, Error, Filter, Journal, Stored};

const COLUMNS: &str = "sequence, at_ms, kind, subject, body, previous, hash";

impl Journal {
    /// Entries, oldest first.
    pub fn entries(&self, filter: &Filter) -> Result<Vec<Stored>, Error> {
        let query = format!(
            "SELECT {COLUMNS} FROM entries WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR subject = ?2) \
             AND sequence > ?3 ORDER BY sequence LIMIT ?4"
        );
        let after = filter.after.map_or(0, bounded);
        let limit = filter.limit.map_or(-1, bounded);
        self.query(&query, params![filter.kind, filter.subject, after, limit])
    }

    /// The last entries, oldest first.
    pub fn tail(&self, count: u64) -> Result<Vec<Stored>, Error> {
        let query = format!("SELECT {COLUMNS} FROM entries ORDER BY sequence DESC LIMIT ?1");
        let mut entries = self.query(&query, params![bounded(count)])?;
        entries.reverse();
        Ok(entries)
    }

    /// The last entry of a kind about a subject.
    pub fn last(&self, kind: &str, subject: &str) -> Result<Option<Stored>, Error> {
        let query = format!(
            "SELECT {COLUMNS} FROM entries WHERE kind = ?1 AND subject = ?2 ORDER BY sequence DESC LIMIT 1"
        );
        Ok(self.query(&query, params![kind, subject])?.pop())
    }

    fn query(&self, query: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<Stored>, Error> {
        let read = || -> rusqlite::Result<Vec<Stored>> {
            let connection = self.connection();
            let mut statement = connection.prepare(query)?;
            statement.query_map(values, stored)?.collect()
        };
        read().map_err(|error| match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, source) => Error::Corrupt {
                path: self.path().to_owned(),
                detail: source.to_string(),
            },
            error => Error::of(self.path(), &error),
        })
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let body: String = row.get(4)?;
    let body: Value = serde_json::from_str(&body)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(4, Type::Text, Box::new(e)))?;
    Ok(Stored {
        sequence: row.get::<_, i64>(0)?.cast_unsigned(),
        at_ms: row.get(1)?,
        kind: row.get(2)?,
        subject: row.get(3)?,
        body,
        previous: Digest(row.get(5)?),
        hash: Digest(row.get(6)?),
    })
}

/// SQLite counts with a sign; no journal gets near the end of that range.
fn bounded(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
