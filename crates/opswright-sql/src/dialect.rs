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
        let upper = code(text);
        SIGNS
            .iter()
            .find(|(_, words)| words.iter().any(|word| upper.contains(word)))
            .map(|(dialect, _)| *dialect)
    }
}

/// `text` in upper case, without what stands in comments and strings: prose has backticks and words of every family.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['-', '/', '\'']) {
        let (before, behind) = rest.split_at(at);
        code.push_str(before);
        let end = if behind.starts_with("--") {
            behind.find('\n')
        } else if behind.starts_with("/*") {
            behind.find("*/").map(|end| end + 2)
        } else if let Some(inside) = behind.strip_prefix('\'') {
            inside.find('\'').map(|end| end + 2)
        } else {
            code.push_str(behind.get(..1).unwrap_or(""));
            Some(1)
        };
        rest = end.and_then(|end| behind.get(end..)).unwrap_or("");
    }
    code.push_str(rest);
    code.make_ascii_uppercase();
    code
}

#[cfg(test)]
mod tests {
    use super::Dialect;

    #[test]
    fn words_outside_of_comments_and_strings_tell_the_family() {
        for (text, expected) in [
            ("ALTER TABLE `a` ADD b INT;", Some(Dialect::MySql)),
            ("/* drops `a` */ ALTER TABLE a ADD b int; -- `b`", None),
            ("COMMENT ON TABLE a IS 'see `b`';", None),
            ("SELECT 'it''s', a::text;", Some(Dialect::PostgreSql)),
            (
                "CREATE TABLE a (b INTEGER PRIMARY KEY AUTOINCREMENT);",
                Some(Dialect::Sqlite),
            ),
            (
                "CREATE TABLE a (b Int8) ENGINE = MergeTree;",
                Some(Dialect::Other),
            ),
            ("SELECT 'never closed", None),
        ] {
            assert_eq!(Dialect::of(text), expected, "{text}");
        }
    }
}
