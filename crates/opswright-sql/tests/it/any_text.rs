//! What holds for every text.

use opswright_sql::{Dialect, parse};
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "CREATE ",
    "TABLE ",
    "ALTER ",
    "INDEX ",
    "DROP ",
    "ON ",
    "ADD ",
    "COLUMN ",
    "CONSTRAINT ",
    "a ",
    "\"b\" ",
    "`c` ",
    "é ",
    "int ",
    "varchar(20) ",
    "DEFAULT ",
    "NOT ",
    "NULL ",
    "(",
    ")",
    ",",
    ";",
    "\n",
    "'",
    "''",
    "E'\\'",
    "$$",
    "$a$",
    "$1",
    ":",
    "::",
    "--",
    "-- +goose Down\n",
    "/*",
    "*/",
    "{{ x }}",
    "{%",
    "%}",
    "${y}",
    "{$Z}",
    "<%= q %>",
    "\\c x\n",
    "COPY a FROM stdin;",
    "\\.\n",
    "BEGIN ",
    "END ",
    "CASE ",
    "ATOMIC ",
    "FUNCTION ",
    "DELIMITER //\n",
    "//",
    "SET ",
    "UPDATE ",
    "WHERE ",
    "REFERENCES ",
    "GENERATED ",
    "AS ",
    "CHECK ",
    "GRANT ",
    "TO ",
    "1.5e-3 ",
    "[",
    "]",
    ".",
    "=",
    "\u{feff}",
    "\r\n",
    "\0",
];

const DIALECTS: [Dialect; 4] = [
    Dialect::PostgreSql,
    Dialect::MySql,
    Dialect::Sqlite,
    Dialect::Other,
];

fn check(text: &str) -> Result<(), TestCaseError> {
    let _ = Dialect::of(text);
    for dialect in DIALECTS {
        let (sql, errors) = parse(text, dialect);
        for error in &errors {
            let range = error.range;
            prop_assert!(text.get(range.start..range.end).is_some(), "{error:?}");
        }
        let mut end = 0;
        for statement in &sql.statements {
            let range = statement.range;
            prop_assert!(text.get(range.start..range.end).is_some());
            prop_assert!(range.start >= end, "statements are in order");
            end = range.end;
        }
        for token in &sql.tokens {
            prop_assert!(text.get(token.range.start..token.range.end).is_some());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_sql_are_read_without_panic(
        words in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)
    ) {
        check(&words.concat())?;
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
        check(&text)?;
    }
}

#[test]
fn a_name_of_many_parts_does_not_grow() {
    let text = format!("DROP TABLE {}a", "a.".repeat(20_000));
    let (sql, errors) = parse(&text, Dialect::PostgreSql);
    assert_eq!((sql.statements.len(), errors.len()), (1, 0));
}

/// Texts that once took the square of their length: now they are read in no time, also without optimization.
#[test]
fn brackets_and_holes_that_never_end_are_read_once() {
    for piece in ["[", "{{a}}", "{{", "<%= ", "$a$b", "/*", "E'", "(("] {
        let text = format!("ALTER TYPE a {}", piece.repeat(100_000 / piece.len()));
        for dialect in [Dialect::PostgreSql, Dialect::MySql, Dialect::Sqlite] {
            let (sql, _) = parse(&text, dialect);
            assert_eq!(sql.statements.len(), 1, "{piece}");
        }
    }
}
