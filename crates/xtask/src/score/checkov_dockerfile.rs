//! Fixtures of checkov for Dockerfiles: folders named in the sets of what passes and what fails, or named so themselves.

use std::path::Path;

use opswright_source::{Files, SourceFile};

use super::checkov::{tests, text_of};
use super::fixture::{Expected, Fixture};

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for test in tests(checkout, "dockerfile")? {
        let verdicts = [
            (&test.failing, Expected::Found(None)),
            (&test.passing, Expected::Clean),
        ];
        for (resources, expected) in verdicts {
            for resource in resources {
                let Some(folder) = folder_of(resource) else {
                    continue;
                };
                let path = test.folder.join(folder).join("Dockerfile");
                if !path.is_file() {
                    continue;
                }
                let mut files = Files::new();
                files.insert(SourceFile::from_text("Dockerfile", &text_of(&path)?));
                fixtures.push(Fixture {
                    name: format!("{} {folder}", super::name_of(&test.folder)),
                    rule: test.id.clone(),
                    files,
                    expected,
                });
            }
        }
    }
    fixtures.extend(by_folder(checkout)?);
    Ok(fixtures)
}

/// Fixtures of the rules that are YAML: the files in `fail` and `pass`.
fn by_folder(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let rules = checkout.join("checkov/dockerfile/checks/graph_checks");
    let examples = checkout.join("tests/dockerfile/graph_builder/checks/resources");
    let mut fixtures = Vec::new();
    if !rules.is_dir() {
        return Ok(fixtures);
    }
    for rule in super::files_below(&rules, "yaml")? {
        let text = text_of(&rule)?;
        let id = text
            .lines()
            .find_map(|line| line.trim().strip_prefix("id:"))
            .map(|id| id.trim().trim_matches('"').to_owned());
        let (Some(id), Some(name)) = (id, rule.file_stem()) else {
            continue;
        };
        for (folder, expected) in [("fail", Expected::Found(None)), ("pass", Expected::Clean)] {
            let folder = examples.join(name).join(folder);
            if !folder.is_dir() {
                continue;
            }
            let mut paths: Vec<_> = std::fs::read_dir(&folder)?
                .filter_map(|entry| Some(entry.ok()?.path()))
                .collect();
            paths.sort();
            for path in paths {
                let mut files = Files::new();
                files.insert(SourceFile::from_text("Dockerfile", &text_of(&path)?));
                fixtures.push(Fixture {
                    name: super::name_of(&path),
                    rule: id.clone(),
                    files,
                    expected,
                });
            }
        }
    }
    Ok(fixtures)
}

/// The folder in `/folder/Dockerfile.INSTRUCTION`.
fn folder_of(resource: &str) -> Option<&str> {
    resource
        .strip_prefix('/')?
        .split_once("/Dockerfile")
        .map(|(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_name_their_folder() {
        assert_eq!(folder_of("/success/Dockerfile.FROM"), Some("success"));
        assert_eq!(folder_of("Dockerfile.FROM"), None);
    }
}
