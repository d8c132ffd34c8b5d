//! What is generated, byte by byte. `SNAPSHOTS=overwrite` writes the expected files anew.

use std::path::Path;

use opswright_generate::{generate, skipped};
use snapbox::Data;

use crate::designs;

#[test]
fn every_file_is_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/expected");
    let assert = snapbox::Assert::new().action_env("SNAPSHOTS");
    for (name, design) in designs::all() {
        for file in generate(&design) {
            // Hidden names are shown, so that a reader of the folder sees every file.
            let shown = file.path.replace("/.", "/dot-");
            let shown = shown
                .strip_prefix('.')
                .map_or(shown.clone(), |rest| format!("dot-{rest}"));
            let expected = Data::read_from(&folder.join(name).join(shown), None).raw();
            assert.eq(file.text, expected);
        }
    }
}

#[test]
fn the_same_design_gives_the_same_bytes_in_path_order() {
    for (name, design) in designs::all() {
        let files = generate(&design);
        assert_eq!(files, generate(&design), "{name}");
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert!(paths.is_sorted(), "{name}: {paths:?}");
        for file in &files {
            assert!(
                file.text.ends_with('\n') && !file.text.contains("\n\n\n"),
                "{}",
                file.path
            );
            assert!(
                !file.text.lines().any(|line| line.ends_with(' ')),
                "{}",
                file.path
            );
        }
    }
}

#[test]
fn what_is_not_known_is_said_and_not_guessed() {
    let mut silent = designs::workload("silent", ".", "python");
    silent.port = Some(8000);
    let mut unheard = designs::workload("unheard", ".", "javascript");
    unheard.start = Some("node .".to_owned());
    let foreign = designs::workload("foreign", ".", "cobol");
    let design = designs::design("gaps", vec![silent, unheard, foreign], vec![]);
    let reasons: Vec<String> = skipped(&design)
        .into_iter()
        .map(|skipped| format!("{}: {}", skipped.workload, skipped.reason))
        .collect();
    assert_eq!(
        reasons,
        [
            "silent: its start command is not known",
            "unheard: its port is not known",
            "foreign: no recipe is known for cobol yet",
        ]
    );
    assert!(
        !generate(&design)
            .iter()
            .any(|file| file.path.ends_with("Dockerfile"))
    );
}
