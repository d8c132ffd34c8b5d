//! Which database a text is written for.

/// A family of databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// PostgreSQL and what speaks like it.
    PostgreSql,
    /// MySQL and `MariaDB`.
    MySql,
    /// SQLite.
    Sqlite,
    /// A database whose statements are not read: `ClickHouse`, SQL Server, Oracle.
    Other,
}

/// Words that only one family has, upper case. The first family with a word in the text is it.
const SIGNS: &[(Dialect, &[&str])] = &[
    (
        Dialect::Other,
        &[
            "MERGETREE",
            "ON CLUSTER",
            "[DBO]",
            "NVARCHAR",
            "VARCHAR2",
            "IDENTITY(1,1)",
            "LOWCARDINALITY(",
            "MATERIALIZED VIEW LOG",
            "NUMBER(19",
        ],
    ),
    (
        Dialect::PostgreSql,
        &[
            "PLPGSQL",
            "JSONB",
            "TIMESTAMPTZ",
            "BIGSERIAL",
            " SERIAL",
            "BYTEA",
            "CONCURRENTLY",
            "NOT VALID",
            "::",
            "$$",
            "LOCK_TIMEOUT",
            "CREATE EXTENSION",
        ],
    ),
    (
        Dialect::Sqlite,
        &["AUTOINCREMENT", "PRAGMA ", "WITHOUT ROWID", "STRFTIME("],
    ),
    (
        Dialect::MySql,
        &[
            "`",
            "AUTO_INCREMENT",
            "ENGINE=",
            "ENGINE =",
            "UTF8MB4",
            "ALGORITHM=",
            "ALGORITHM =",
            "DELIMITER ",
            " UNSIGNED",
            "LONGTEXT",
            "MEDIUMTEXT",
            "MODIFY COLUMN",
            "CHANGE COLUMN",
            " DATETIME",
            "TINYINT",
        ],
    ),
];

impl Dialect {
    /// What the statements of `text` say; `None` where every family would read them.
    pub fn of(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        SIGNS
            .iter()
            .find(|(_, words)| words.iter().any(|word| upper.contains(word)))
            .map(|(dialect, _)| *dialect)
    }
}
