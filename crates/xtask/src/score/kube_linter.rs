//! Fixtures of kube-linter: its end-to-end test names a file of manifests for each check; objects called `dont-fire…` pass.

use std::path::Path;

use super::checkov::text_of;
use super::checkov_kubernetes::one_file;
use super::documents::{Document, documents};
use super::fixture::{Expected, Fixture};

/// The test that names them.
const TESTS: &str = "e2etests/bats-tests.sh";

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for (check, path) in tests(&text_of(&checkout.join(TESTS))?) {
        let path = checkout.join(path);
        if !path.is_file() {
            continue;
        }
        let (clean, faulty): (Vec<Document>, Vec<Document>) = documents(&text_of(&path)?)
            .into_iter()
            .partition(|document| is_clean(&document.name));
        for (documents, expected) in [(faulty, Expected::Found(None)), (clean, Expected::Clean)] {
            let texts: Vec<String> = documents.into_iter().map(|one| one.text).collect();
            if !texts.is_empty() {
                fixtures.push(Fixture {
                    name: super::name_of(&path),
                    rule: check.clone(),
                    files: one_file("app.yaml", &texts.join("---\n")),
                    expected,
                });
            }
        }
    }
    Ok(fixtures)
}

fn is_clean(name: &str) -> bool {
    ["dont-fire", "good-", "valid-", "should-pass"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// Names of checks with the file of each.
fn tests(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut check = None;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("@test \"") {
            check = rest.split('"').next();
        } else if let (Some(name), Some(rest)) = (check, line.trim().strip_prefix("tmp=\"")) {
            let path = rest.trim_end_matches('"');
            found.push((name.to_owned(), path.to_owned()));
            check = None;
        }
    }
    found
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn tests_name_a_check_and_a_file() {
        let text = "@test \"host-pid\" {\n  tmp=\"tests/checks/host-pid.yml\"\n  cmd=\"x\"\n}\n";
        assert_eq!(
            tests(text),
            [(
                "host-pid".to_owned(),
                "tests/checks/host-pid.yml".to_owned()
            )]
        );
    }
}
