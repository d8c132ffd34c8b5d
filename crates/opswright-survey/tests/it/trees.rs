//! Trees made of texts, surveyed the way the shell does it: bytes in rounds.

use opswright_diagnostic::Diagnostic;
use opswright_source::{Entry, Files, SourceFile, Tree};
use opswright_survey::{Fact, Facts, Workload, survey, wanted};

/// Surveys a tree of paths and bytes.
pub(crate) fn survey_bytes(files: &[(&str, &[u8])]) -> (Facts, Vec<Diagnostic>) {
    let mut tree = Tree::default();
    for (path, bytes) in files {
        let entry = Entry {
            size: bytes.len() as u64,
            executable: false,
        };
        tree.entries.insert((*path).to_owned(), entry);
    }
    let mut have = Files::new();
    for round in 0..4 {
        let paths = wanted(&tree, &have);
        assert!(
            round < 3 || paths.is_empty(),
            "still wanted after three rounds: {paths:?}"
        );
        for path in paths {
            let bytes = files
                .iter()
                .find(|(known, _)| *known == path)
                .map(|(_, bytes)| bytes.to_vec());
            have.insert(SourceFile::from_bytes(
                &path,
                bytes.expect("only paths of the tree are wanted"),
            ));
        }
    }
    survey(&tree, &have)
}

/// Surveys a tree of paths and texts.
pub(crate) fn survey_texts(files: &[(&str, &str)]) -> (Facts, Vec<Diagnostic>) {
    let bytes: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    survey_bytes(&bytes)
}

/// A workload in one line: path, kind, language, package manager, framework, start, port, health path, resources.
pub(crate) fn line(workload: &Workload) -> String {
    let text = |fact: &Option<Fact<String>>| {
        fact.as_ref()
            .map_or("-".to_owned(), |fact| fact.value.clone())
    };
    let port = workload
        .port
        .as_ref()
        .map_or("-".to_owned(), |fact| fact.value.to_string());
    let resources: Vec<&str> = workload
        .resources
        .iter()
        .map(|resource| resource.kind.value.as_str())
        .collect();
    [
        workload.path.clone(),
        text(&workload.kind),
        text(&workload.language),
        text(&workload.package_manager),
        text(&workload.framework),
        text(&workload.start),
        port,
        text(&workload.health_path),
        resources.join(","),
    ]
    .join(" | ")
}

/// The lines of all workloads of a tree.
pub(crate) fn lines(files: &[(&str, &str)]) -> Vec<String> {
    survey_texts(files).0.workloads.iter().map(line).collect()
}

/// Asserts that a tree is surveyed as these lines.
#[track_caller]
pub(crate) fn check(files: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(lines(files), expected);
}

/// The only workload of a tree.
#[track_caller]
pub(crate) fn only(files: &[(&str, &str)]) -> Workload {
    let (facts, _) = survey_texts(files);
    assert_eq!(facts.workloads.len(), 1, "{facts:?}");
    facts.workloads[0].clone()
}
