//! Fixtures of kube-linter: its end-to-end test names a file of manifests for each check; objects called `dont-fire…` pass.
//!
//! They leave out what Kubernetes requires, images and selectors; that is filled in, or ours would take them for patches.

use std::path::Path;

use super::checkov::text_of;
use super::checkov_kubernetes::one_file;
use super::documents::{Document, documents};
use super::fixture::{Expected, Fixture};

/// The test that names them.
const TESTS: &str = "e2etests/bats-tests.sh";

/// An image without a fault.
const IMAGE: &str = "registry.example/app:1.0";

/// Kinds that select the pods that they start.
const SELECTING: [&str; 5] = [
    "Deployment",
    "DeploymentConfig",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
];

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for (check, path) in tests(&text_of(&checkout.join(TESTS))?) {
        let path = checkout.join(path);
        if !path.is_file() {
            continue;
        }
        let all = documents(&text_of(&path)?);
        let clean: Vec<&Document> = all.iter().filter(|one| is_clean(&one.name)).collect();
        // What is missing for a faulty object may be there for a clean one, so the faulty fixture has both.
        let faulty = all.iter().collect::<Vec<_>>();
        let has_faulty = clean.len() < faulty.len();
        let fixtures_of = [
            (faulty, Expected::Found(None), has_faulty),
            (clean, Expected::Clean, true),
        ];
        for (documents, expected, wanted) in fixtures_of {
            let texts: Vec<String> = documents.into_iter().map(completed).collect();
            if wanted && !texts.is_empty() {
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

/// A container that lacks nothing, behind so many spaces.
fn container(spaces: usize) -> String {
    let start = " ".repeat(spaces);
    format!("{start}- name: app\n{start}  image: {IMAGE}\n")
}

/// The document with what its kind requires.
fn completed(document: &Document) -> String {
    let text = &document.text;
    let selects = SELECTING.contains(&document.kind.as_str());
    if !selects && !document.starts_pods {
        return text.clone();
    }
    let has = |line: &str| text.lines().any(|other| other.trim_end() == line);
    let mut whole = String::new();
    let mut list = None;
    for line in text.lines() {
        whole.push_str(line);
        whole.push('\n');
        let indent = line.len() - line.trim_start().len();
        match line.trim() {
            "containers:" | "initContainers:" => list = Some(None),
            "spec:" if indent == 0 && selects && !has("  selector:") => {
                whole.push_str("  selector:\n    matchLabels:\n      app: app\n");
            }
            "template:" if indent == 2 && !has("    metadata:") => {
                whole.push_str("    metadata:\n      labels:\n        app: app\n");
            }
            "spec:" if indent == 4 && !has("      containers:") => {
                whole.push_str("      containers:\n");
                whole.push_str(&container(6));
            }
            item if item.starts_with("- ") && !text.contains("image:") => {
                if list == Some(None) {
                    list = Some(Some(indent));
                }
                if list == Some(Some(indent)) {
                    whole.push_str(&" ".repeat(indent + 2));
                    whole.push_str("image: ");
                    whole.push_str(IMAGE);
                    whole.push('\n');
                }
            }
            _ => {}
        }
    }
    if selects && !has("spec:") && !text.contains("\nspec: {}") {
        whole.push_str("spec:\n  selector:\n    matchLabels:\n      app: app\n");
    }
    if selects && !has("  template:") && !text.contains("\nspec: {}") {
        whole.push_str("  template:\n    metadata:\n      labels:\n        app: app\n");
    }
    if selects && !has("    spec:") && !text.contains("\nspec: {}") {
        whole.push_str("    spec:\n      containers:\n");
        whole.push_str(&container(6));
    }
    whole
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
    fn what_is_required_is_filled_in() {
        let text =
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  replicas: 2\n";
        let documents = documents(text);
        assert_eq!(
            completed(&documents[0]),
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  selector:\n    matchLabels:\n      app: app\n  replicas: 2\n  template:\n    metadata:\n      labels:\n        app: app\n    spec:\n      containers:\n      - name: app\n        image: registry.example/app:1.0\n"
        );
    }

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
