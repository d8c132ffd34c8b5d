//! Fixing as a whole: order, overlaps, withdrawal, and that nothing is done twice.

use opswright_check::{all, fix};
use opswright_source::{Files, SourceFile};

fn one(path: &str, text: &str) -> Files {
    let mut files = Files::new();
    files.insert(SourceFile::from_text(path, text));
    files
}

#[test]
fn only_chosen_fixes_are_applied() {
    let files = one("Dockerfile", "FROM debian:13.6-slim\nADD a /a\nCMD run a\n");
    let safe = fix::settle(&files, &fix::is_safe);
    assert_eq!(
        safe.files.get("Dockerfile").unwrap().text,
        "FROM debian:13.6-slim\nCOPY a /a\nCMD [\"run\", \"a\"]\n"
    );
    assert_eq!(safe.changed, ["Dockerfile"]);
    let every = fix::settle(&files, &fix::is_fixable);
    assert!(
        every
            .files
            .get("Dockerfile")
            .unwrap()
            .text
            .contains("USER 65532:65532\nCMD")
    );
    assert!(
        !every.remaining.iter().any(fix::is_fixable),
        "{:?}",
        every.remaining
    );
}

#[test]
fn a_file_that_is_missing_is_created() {
    let files = one("a/Dockerfile", "FROM debian:13.6-slim\nCOPY . .\n");
    let fixed = fix::settle(&files, &fix::is_fixable);
    assert!(
        fixed.changed.contains(&"a/.dockerignore".to_owned()),
        "{:?}",
        fixed.changed
    );
}

#[test]
fn nothing_to_fix_changes_nothing() {
    let files = one("Dockerfile", "FROM debian:13.6-slim\nUSER 1000\n");
    let fixed = fix::settle(&files, &fix::is_fixable);
    assert!(fixed.changed.is_empty() && fixed.applied.is_empty());
    assert_eq!(fixed.remaining, all(&files));
}

#[test]
fn the_changed_files_are_given_for_the_findings_that_were_asked_for() {
    let files = one("Dockerfile", "FROM debian:13.6-slim\nADD a /a\nCMD run a\n");
    let mut findings = all(&files);
    let safe = fix::apply(&files, &findings, fix::Which::Safe);
    assert_eq!(
        safe.get("Dockerfile").unwrap().text,
        "FROM debian:13.6-slim\nCOPY a /a\nCMD [\"run\", \"a\"]\n"
    );
    findings.retain(|finding| finding.rule == "root-user");
    assert!(fix::apply(&files, &findings, fix::Which::Safe).is_empty());
    let other = fix::apply(&files, &findings, fix::Which::SafeAndUnsafe);
    assert!(
        other
            .get("Dockerfile")
            .unwrap()
            .text
            .contains("ADD a /a\nUSER 65532:65532\n")
    );
}
