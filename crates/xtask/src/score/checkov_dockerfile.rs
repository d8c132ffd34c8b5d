//! Fixtures of checkov for Dockerfiles: a folder each, named in the sets of what passes and what fails.

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
