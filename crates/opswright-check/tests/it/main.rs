//! Every rule's page is its test: what is bad is found, what is good is not, and what is fixed stays fixed.

use opswright_check::fix::{Which, apply};
use opswright_check::{RULES, all};
use opswright_source::{Files, LineIndex};
use opswright_testkit::spec::cases;

/// Findings of one rule as `path:line: message`.
fn found(files: &Files, rule: &str) -> Vec<String> {
    all(files)
        .iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| {
            let text = files
                .get(&finding.path)
                .map_or("", |file| file.text.as_str());
            let line = LineIndex::new(text).line(finding.range.start);
            format!("{}:{line}: {}", finding.path, finding.message)
        })
        .collect()
}

#[test]
fn pages_hold() {
    let mut checked = 0;
    for rule in RULES {
        for case in cases(rule.docs) {
            assert_eq!(
                found(&case.files, rule.name),
                case.findings,
                "{}: {}",
                rule.name,
                case.title
            );
            checked += 1;
            let Some(fixed) = &case.fixed else { continue };
            let after = apply(&case.files, &all(&case.files), Which::SafeAndUnsafe);
            assert_eq!(&after, fixed, "{}: the fix", rule.name);
            assert_eq!(
                found(fixed, rule.name),
                Vec::<String>::new(),
                "{}: the finding is gone",
                rule.name
            );
        }
    }
    assert!(checked >= 34, "only {checked} cases were checked");
}

#[test]
fn names_are_unique_and_every_page_begins_with_its_name() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
    for rule in RULES {
        assert!(
            rule.docs.starts_with(&format!("# {}\n", rule.name)),
            "{}",
            rule.name
        );
    }
}

#[test]
fn a_safe_fix_is_made_once() {
    let mut files = Files::new();
    let text = "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: 1\n    steps:\n      - uses: actions/upload-artifact@v7\n";
    files.insert(opswright_source::SourceFile::from_text(
        ".github/workflows/a.yml",
        text,
    ));
    let once = apply(&files, &all(&files), Which::Safe);
    let file = once.iter().next().expect("the action is pinned");
    assert!(
        file.text
            .contains("actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1"),
        "{}",
        file.text
    );
    assert!(apply(&once, &all(&once), Which::Safe).is_empty());
}
