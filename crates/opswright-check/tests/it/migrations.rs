//! Migrations in the light of sizes, settings and other linters' comments.

use opswright_check::all;
use opswright_diagnostic::{Diagnostic, Severity};
use opswright_source::{Files, SourceFile};

const INDEX: (&str, &str) = (
    "migrations/20240102030405_a.sql",
    "CREATE INDEX users_email ON users (email);\n",
);

fn found(sources: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut files = Files::new();
    for (path, text) in sources {
        files.insert(SourceFile::from_text(path, text));
    }
    all(&files)
}

fn blocking(sources: &[(&str, &str)]) -> Diagnostic {
    found(sources)
        .into_iter()
        .find(|finding| finding.rule == "blocking-index")
        .expect("the index blocks")
}

#[test]
fn sizes_of_tables_give_an_estimate() {
    let facts = r#"{"tables": {"users": {"rows": 60000000, "bytes": 9000000000}}}"#;
    let finding = blocking(&[INDEX, (".opswright/tables.json", facts)]);
    assert_eq!(finding.severity, Severity::Warning);
    assert_eq!(
        finding.evidence,
        [
            "SHARE lock on `users`: writes wait; an index is built",
            "about 50 s to 8 min for 60,000,000 rows, 9000 MB (assumed: 120,000 to 1,200,000 rows/s)",
        ]
    );
}

#[test]
fn work_on_a_small_table_is_only_worth_knowing() {
    let facts = r#"{"tables": {"users": {"rows": 300}}}"#;
    let finding = blocking(&[INDEX, (".opswright/tables.json", facts)]);
    assert_eq!(finding.severity, Severity::Info);
    assert_eq!(blocking(&[INDEX]).severity, Severity::Warning);
}

#[test]
fn a_history_of_another_database_is_not_held_against_postgres() {
    let lock = (
        "prisma/migrations/migration_lock.toml",
        "provider = \"mysql\"\n",
    );
    let migration = (
        "prisma/migrations/20240102030405_a/migration.sql",
        "CREATE INDEX users_email ON users (email);\n",
    );
    assert!(found(&[migration, lock]).is_empty());
    assert!(!found(&[migration]).is_empty());
}

#[test]
fn comments_of_squawk_are_honoured() {
    let text = format!(
        "-- squawk-ignore require-concurrent-index-creation\n{}",
        INDEX.1
    );
    let findings = found(&[(INDEX.0, &text)]);
    assert!(
        !findings
            .iter()
            .any(|finding| finding.rule == "blocking-index"),
        "{findings:?}"
    );
}
