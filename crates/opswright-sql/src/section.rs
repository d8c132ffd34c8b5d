//! What migration tools read from comments: which half of a file this is, and whether a transaction is around it.

/// Which way a statement migrates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Forward.
    Up,
    /// Back.
    Down,
}

/// What a comment says to the tool that runs the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Annotation {
    /// The tool.
    pub tool: &'static str,
    /// The half that begins here.
    pub section: Option<Section>,
    /// Whether it says that no transaction goes around.
    pub no_transaction: bool,
}

/// Reads the inner text of a comment.
pub fn annotation(comment: &str) -> Option<Annotation> {
    let text = comment.trim();
    let first = text.as_bytes().first().copied()?;
    // Most comments are prose.
    if !matches!(
        first | 0x20,
        b'+' | b'm' | b'n' | b'a' | b'u' | b'd' | b'c' | b'r' | b'/' | b'>' | b'-' | b'l'
    ) {
        return None;
    }
    let lower = text
        .get(..text.len().min(120))
        .unwrap_or(text)
        .to_ascii_lowercase();
    let no_transaction = [
        "no transaction",
        "notransaction",
        "transaction:false",
        "runintransaction:false",
        "no-transaction",
        "txmode none",
    ]
    .iter()
    .any(|word| lower.contains(word));
    let found = |tool, section| {
        Some(Annotation {
            tool,
            section,
            no_transaction,
        })
    };
    for (start, tool, section) in STARTS {
        if lower.starts_with(start) {
            return found(tool, *section);
        }
    }
    None
}

/// Beginnings of such comments, lower case.
const STARTS: &[(&str, &str, Option<Section>)] = &[
    ("+goose up", "goose", Some(Section::Up)),
    ("+goose down", "goose", Some(Section::Down)),
    ("+goose no transaction", "goose", None),
    ("+migrate up", "sql-migrate", Some(Section::Up)),
    ("+migrate down", "sql-migrate", Some(Section::Down)),
    ("migrate:up", "dbmate", Some(Section::Up)),
    ("migrate:down", "dbmate", Some(Section::Down)),
    ("no-transaction", "sqlx", None),
    ("atlas:txmode", "atlas", None),
    ("up migration", "node-pg-migrate", Some(Section::Up)),
    ("down migration", "node-pg-migrate", Some(Section::Down)),
    ("changeset ", "liquibase", Some(Section::Up)),
    ("liquibase formatted", "liquibase", Some(Section::Up)),
    ("//@undo", "mybatis", Some(Section::Down)),
    ("rambler up", "rambler", Some(Section::Up)),
    ("rambler down", "rambler", Some(Section::Down)),
    ("-- create above / drop below", "tern", Some(Section::Down)),
    ("> statement-breakpoint", "drizzle", None),
    ("running upgrade", "alembic", None),
];

#[cfg(test)]
mod tests {
    use super::{Section, annotation};

    #[test]
    fn comments_that_tools_read() {
        for (text, expected) in [
            (" +goose Up", Some(("goose", Some(Section::Up), false))),
            ("+goose NO TRANSACTION", Some(("goose", None, true))),
            (
                " migrate:up transaction:false",
                Some(("dbmate", Some(Section::Up), true)),
            ),
            (
                " migrate:down",
                Some(("dbmate", Some(Section::Down), false)),
            ),
            (
                " +migrate Up notransaction",
                Some(("sql-migrate", Some(Section::Up), true)),
            ),
            (" no-transaction", Some(("sqlx", None, true))),
            (
                "-- create above / drop below ----",
                Some(("tern", Some(Section::Down), false)),
            ),
            (" adds é to users", None),
            ("", None),
        ] {
            let found =
                annotation(text).map(|found| (found.tool, found.section, found.no_transaction));
            assert_eq!(found, expected, "{text}");
        }
    }
}
