//! What a driver must remember between runs: a small table of names and values, which may change.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use crate::{Error, Journal};

impl Journal {
    /// Remembers a value under a name, in the place of the one before.
    pub fn set_fact(&self, key: &str, value: &Value) -> Result<(), Error> {
        let mut value = value.clone();
        self.redact(&mut value);
        self.execute(
            "INSERT INTO facts (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
            params![key, value.to_string()],
        )
    }

    /// Forgets a value.
    pub fn remove_fact(&self, key: &str) -> Result<(), Error> {
        self.execute("DELETE FROM facts WHERE key = ?1", params![key])
    }

    /// The value under a name.
    pub fn fact(&self, key: &str) -> Result<Option<Value>, Error> {
        let text: Option<String> = self
            .connection()
            .query_row("SELECT value FROM facts WHERE key = ?1", [key], |row| {
                row.get(0)
            })
            .optional()
            .map_err(|error| Error::of(self.path(), &error))?;
        text.map(|text| self.parse(&text)).transpose()
    }

    /// All values whose name begins with this.
    pub fn facts(&self, prefix: &str) -> Result<BTreeMap<String, Value>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            let connection = self.connection();
            let mut statement = connection
                .prepare("SELECT key, value FROM facts WHERE substr(key, 1, length(?1)) = ?1")?;
            statement
                .query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        let rows = read().map_err(|error| Error::of(self.path(), &error))?;
        rows.into_iter()
            .map(|(key, text)| Ok((key, self.parse(&text)?)))
            .collect()
    }

    fn execute(&self, statement: &str, values: &[&dyn rusqlite::ToSql]) -> Result<(), Error> {
        self.transaction(|transaction| {
            let done = transaction.execute(statement, values);
            done.map(|_| ())
                .map_err(|error| Error::of(self.path(), &error))
        })
    }

    fn parse(&self, text: &str) -> Result<Value, Error> {
        serde_json::from_str(text).map_err(|e| Error::Corrupt {
            path: self.path().to_owned(),
            detail: e.to_string(),
        })
    }
}
