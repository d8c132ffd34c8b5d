//! What checkov's tests of single checks have in common: the id of a check, a folder of examples, what passes and what fails.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// A test of one check.
#[derive(Debug)]
pub(super) struct Test {
    /// Id of the check.
    pub(super) id: String,
    /// Folder of its examples.
    pub(super) folder: PathBuf,
    /// Names of what passes, as checkov writes them; empty where the test only counts.
    pub(super) passing: Vec<String>,
    /// Names of what fails.
    pub(super) failing: Vec<String>,
    /// How many pass and fail, where the test counts them.
    pub(super) counts: Option<(usize, usize)>,
}

/// The tests in Python below `tests/<framework>/checks`.
pub(super) fn tests(checkout: &Path, framework: &str) -> anyhow::Result<Vec<Test>> {
    let folder = checkout.join("tests").join(framework).join("checks");
    let mut found = Vec::new();
    for path in super::files_below(&folder, "py")? {
        let text = text_of(&path)?;
        let (Some(module), Some(example)) = (imported(&text, framework), example(&text)) else {
            continue;
        };
        let check = checkout.join(module.replace('.', "/")).with_extension("py");
        let folder = path.with_file_name(example);
        if !check.is_file() || !folder.is_dir() {
            continue;
        }
        let Some(id) = id_of(&text_of(&check)?) else {
            continue;
        };
        found.push(Test {
            id,
            folder,
            passing: set(&text, "passing_resources"),
            failing: set(&text, "failing_resources"),
            counts: count(&text, "passed").zip(count(&text, "failed")),
        });
    }
    Ok(consistent(found))
}

/// The tests without names that both pass and fail: what fails in one account or file of the example is not clean.
fn consistent(mut tests: Vec<Test>) -> Vec<Test> {
    for test in &mut tests {
        let failing = &test.failing;
        test.passing.retain(|name| !failing.contains(name));
    }
    tests
}

/// The tests of checks that are written in YAML, below `checks`: folders with an `expected.yaml`, below `tests`.
pub(super) fn graph_tests(checkout: &Path, checks: &str, tests: &str) -> anyhow::Result<Vec<Test>> {
    let mut ids = BTreeMap::new();
    for path in super::files_below(&checkout.join(checks), "yaml")? {
        let name = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        ids.insert(name.unwrap_or_default(), id_of(&text_of(&path)?));
    }
    let mut found = Vec::new();
    for path in super::files_below(&checkout.join(tests), "yaml")? {
        let Some(folder) = path.parent().filter(|_| path.ends_with("expected.yaml")) else {
            continue;
        };
        let name = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let Some(Some(id)) = ids.get(&name.unwrap_or_default()) else {
            continue;
        };
        let text = text_of(&path)?;
        found.push(Test {
            id: id.clone(),
            folder: folder.to_owned(),
            passing: list(&text, "pass"),
            failing: list(&text, "fail"),
            counts: None,
        });
    }
    Ok(consistent(found))
}

/// The text of a file.
pub(super) fn text_of(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))
}

/// The module that the test imports its check from.
fn imported<'t>(text: &'t str, framework: &str) -> Option<&'t str> {
    let start = format!("checkov.{framework}.checks");
    text.lines().find_map(|line| {
        let module = line.strip_prefix("from ")?.strip_suffix(" import check")?;
        module.starts_with(&start).then_some(module)
    })
}

/// The folder of its examples.
fn example(text: &str) -> Option<&str> {
    let start = text.find("example_")?;
    let rest = text.get(start..)?;
    let end = rest.find(|character: char| {
        !(character.is_ascii_alphanumeric() || matches!(character, '_' | '-'))
    })?;
    rest.get(..end)
}

/// The texts in quotes of a set that is assigned to `name`.
fn set(text: &str, name: &str) -> Vec<String> {
    let Some(start) = text.find(&format!("{name} = ")) else {
        return Vec::new();
    };
    let rest = text.get(start..).unwrap_or("");
    let body = rest.split(['}', ']', ')']).next().unwrap_or("");
    body.split(['"', '\''])
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The number that the summary is compared with under `name`.
fn count(text: &str, name: &str) -> Option<usize> {
    text.lines().find_map(|line| {
        let key = [format!("['{name}'], "), format!("[\"{name}\"], ")]
            .into_iter()
            .find_map(|key| line.split_once(&key).map(|(_, rest)| rest.to_owned()))?;
        key.trim_end_matches(')').parse().ok()
    })
}

/// The entries of a list below `key`.
fn list(text: &str, key: &str) -> Vec<String> {
    text.lines()
        .skip_while(|line| line.trim_end() != format!("{key}:"))
        .skip(1)
        .map_while(|line| line.trim().strip_prefix("- "))
        .map(|entry| entry.trim_matches(['"', '\'']).to_owned())
        .collect()
}

/// The first id of a check in its source.
fn id_of(text: &str) -> Option<String> {
    let start = text.find("CKV")?;
    let rest = text.get(start..)?;
    let end = rest
        .find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'))
        .unwrap_or(rest.len());
    rest.get(..end).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_name_their_check_their_example_and_their_resources() {
        let text = "from checkov.terraform.checks.resource.aws.X import check\n\npath = \"/example_X\"\npassing_resources = {\n    'aws_a.ok',\n    \"aws_a.fine\",\n}\nfailing_resources = {\"aws_a.bad\"}\nself.assertEqual(summary['passed'], 2)\nself.assertEqual(summary[\"failed\"], len(x))\n";
        assert_eq!(
            imported(text, "terraform"),
            Some("checkov.terraform.checks.resource.aws.X")
        );
        assert_eq!(imported(text, "kubernetes"), None);
        assert_eq!(example(text), Some("example_X"));
        assert_eq!(set(text, "passing_resources"), ["aws_a.ok", "aws_a.fine"]);
        assert_eq!(set(text, "failing_resources"), ["aws_a.bad"]);
        assert_eq!(
            (count(text, "passed"), count(text, "failed")),
            (Some(2), None)
        );
        let text = "pass:\n  - \"aws_a.b\"\nfail:\n  - \"aws_a.c\"\n  - 'aws_a.d'\n";
        assert_eq!(list(text, "fail"), ["aws_a.c", "aws_a.d"]);
        assert_eq!(id_of("id = \"CKV2_AWS_6\"").as_deref(), Some("CKV2_AWS_6"));
    }
}
