//! What is generated has no finding of our own rules.

use opswright_diagnostic::Severity;
use opswright_generate::generate;
use opswright_source::{Files, SourceFile};

use crate::designs;

#[test]
fn check_finds_nothing() {
    let mut found = Vec::new();
    for (name, design) in designs::all() {
        let mut files = Files::new();
        for file in generate(&design) {
            files.insert(SourceFile::from_text(&file.path, &file.text));
        }
        for finding in opswright_check::all(&files) {
            if finding.severity > Severity::Info {
                let (path, rule, message) = (finding.path, finding.rule, finding.message);
                found.push(format!("{name}/{path}: {rule}: {message}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
