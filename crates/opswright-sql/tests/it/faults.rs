//! Texts that are no SQL, and where.

use opswright_sql::{Dialect, parse};

#[test]
fn faults_have_a_place_and_words() {
    for (text, expected) in [
        ("SELECT 'a", "7: this quote is never closed"),
        ("DO $$ x", "3: this dollar quote is never closed"),
        ("/* x", "0: this comment is never closed"),
        ("SELECT (1;", "7: this parenthesis is never closed"),
        ("SELECT 1);", "8: this parenthesis closes nothing"),
        ("CRATE TABLE a ();", "0: `CRATE` starts no SQL statement"),
        (
            "CREATE TABLE a (b int c);",
            "22: a comma or the end of the column was expected here, not `c`",
        ),
        (
            "DROP TABLE;",
            "9: a name was expected here, not the end of the statement",
        ),
    ] {
        let (_, errors) = parse(text, Dialect::PostgreSql);
        let found: Vec<String> = errors
            .iter()
            .map(|error| format!("{}: {}", error.range.start, error.message))
            .collect();
        assert!(found.contains(&expected.to_owned()), "{text}: {found:?}");
    }
}

#[test]
fn what_is_behind_a_fault_is_read() {
    let (sql, errors) = parse("CRATE x; DROP TABLE a;", Dialect::PostgreSql);
    assert_eq!((errors.len(), sql.statements.len()), (1, 2));
}
