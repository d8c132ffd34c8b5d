//! Fixtures of checkov for Kubernetes: files that say in their name whether they pass, or sets of objects that do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use opswright_source::{Files, SourceFile};

use super::checkov::{Test, graph_tests, tests, text_of};
use super::connected::{Piece, connected};
use super::documents::{Document, documents};
use super::fixture::{Expected, Fixture};

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let tests = tests(checkout, "kubernetes")?;
    let mut users: BTreeMap<&Path, usize> = BTreeMap::new();
    for test in &tests {
        *users.entry(&test.folder).or_default() += 1;
    }
    let mut fixtures = Vec::new();
    for test in &tests {
        if test.passing.is_empty() && test.failing.is_empty() {
            let alone = users.get(test.folder.as_path()) == Some(&1);
            fixtures.extend(by_file(test, alone)?);
        } else {
            fixtures.extend(by_object(test, Others::Left)?);
        }
    }
    let graph = graph_tests(
        checkout,
        "checkov/kubernetes/checks/graph_checks",
        "tests/kubernetes/graph/checks/resources",
    )?;
    for test in &graph {
        fixtures.extend(by_object(test, Others::Kept)?);
    }
    Ok(fixtures)
}

/// What becomes of the objects of an example that the test does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Others {
    /// Those that have to do with it stay.
    Kept,
    /// They go.
    Left,
}

/// Manifests of a folder, as YAML: as JSON ours reads none.
fn manifests(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for ending in ["yaml", "yml"] {
        paths.extend(super::files_below(folder, ending)?);
    }
    paths.retain(|path| !path.ends_with("expected.yaml"));
    paths.sort();
    Ok(paths)
}

/// Fixtures by what is said in names of files. Where several tests share a folder, the names were chosen for one of them: only
/// where their numbers are those of the test are they believed.
fn by_file(test: &Test, alone: bool) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for path in manifests(&test.folder)? {
        let name = super::name_of(&path);
        let file = name.rsplit('/').next().unwrap_or("").to_ascii_uppercase();
        let expected = match (file.contains("PASS"), file.contains("FAIL")) {
            (true, false) => Expected::Clean,
            (false, true) => Expected::Found(None),
            _ => continue,
        };
        fixtures.push(Fixture {
            name,
            rule: test.id.clone(),
            files: one_file("app.yaml", &text_of(&path)?),
            expected,
        });
    }
    let passing = fixtures
        .iter()
        .filter(|fixture| fixture.expected == Expected::Clean)
        .count();
    let counted = (passing, fixtures.len() - passing);
    if !alone && test.counts.is_some_and(|counts| counts != counted) {
        fixtures.clear();
    }
    Ok(fixtures)
}

/// Fixtures by the names of objects: `Kind.namespace.name`, for pods of other objects with labels behind.
fn by_object(test: &Test, others: Others) -> anyhow::Result<Vec<Fixture>> {
    let mut all = Vec::new();
    for path in manifests(&test.folder)? {
        all.extend(documents(&text_of(&path)?));
    }
    let pieces: Vec<Piece> = all
        .iter()
        .map(|document| Piece {
            name: document.name.clone(),
            text: document.text.clone(),
        })
        .collect();
    let named: Vec<Vec<&str>> = test
        .passing
        .iter()
        .chain(&test.failing)
        .map(|resource| resource.splitn(3, '.').collect())
        .collect();
    let is_named = |document: &Document| named.iter().any(|parts| is_meant(document, parts));
    let mut fixtures = Vec::new();
    for (at, parts) in named.iter().enumerate() {
        let expected = if at < test.passing.len() {
            Expected::Clean
        } else {
            Expected::Found(None)
        };
        let meant: Vec<usize> = (0..all.len())
            .filter(|at| is_meant(&all[*at], parts))
            .collect();
        let [wanted] = meant.as_slice() else {
            continue;
        };
        let belongs = match others {
            Others::Kept => connected(&pieces, *wanted),
            Others::Left => vec![false; all.len()],
        };
        let kept: Vec<&str> = all
            .iter()
            .enumerate()
            .filter(|(at, document)| {
                // Policies are for pods that they do not name.
                let other =
                    belongs[*at] || others == Others::Kept && document.kind == "NetworkPolicy";
                at == wanted || other && !is_named(document)
            })
            .map(|(_, document)| document.text.as_str())
            .collect();
        fixtures.push(Fixture {
            name: format!("{} {}", super::name_of(&test.folder), parts.join(".")),
            rule: test.id.clone(),
            files: one_file("app.yaml", &(kept.join("\n---\n") + "\n")),
            expected,
        });
    }
    Ok(fixtures)
}

/// Whether the document is the one with these parts of a name.
fn is_meant(document: &Document, parts: &[&str]) -> bool {
    let [kind, _, name] = parts else {
        return false;
    };
    let same = document.name == *name;
    if document.kind == *kind && same {
        return true;
    }
    // A pod is named by the object that starts it, with its labels.
    let starts = name
        .strip_prefix(document.name.as_str())
        .is_some_and(|labels| labels.is_empty() || labels.starts_with('.'));
    *kind == "Pod" && document.starts_pods && starts && !document.name.is_empty()
}

/// One file as a repository.
pub(super) fn one_file(path: &str, text: &str) -> Files {
    let mut files = Files::new();
    files.insert(SourceFile::from_text(path, text));
    files
}
