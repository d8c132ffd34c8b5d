//! Fixtures of checkov for Terraform: examples with sets of resources that pass and that fail.
//!
//! A fixture is one of those resources with all that is no resource beside it; for checks over several resources, with all
//! resources of other types.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use opswright_hcl::{Block, parse};
use opswright_source::{Files, SourceFile};

use super::fixture::{Expected, Fixture};

const CHECKS: &str = "checkov/terraform/checks";
const TESTS: &str = "tests/terraform/checks";
const GRAPH_TESTS: &str = "tests/terraform/graph/checks/resources";

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for path in super::files_below(&checkout.join(TESTS), "py")? {
        let text = text_of(&path)?;
        let (Some(module), Some(example)) = (imported(&text), example(&text)) else {
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
        let verdicts = [
            (set(&text, "failing_resources"), Expected::Found(None)),
            (set(&text, "passing_resources"), Expected::Clean),
        ];
        fixtures.extend(of_folder(&folder, &id, &verdicts, Others::Left)?);
    }
    fixtures.extend(graph_fixtures(checkout)?);
    Ok(fixtures)
}

fn graph_fixtures(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut ids = BTreeMap::new();
    for path in super::files_below(&checkout.join(CHECKS), "yaml")? {
        let name = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        ids.insert(name.unwrap_or_default(), id_of(&text_of(&path)?));
    }
    let mut fixtures = Vec::new();
    for path in super::files_below(&checkout.join(GRAPH_TESTS), "yaml")? {
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
        let verdicts = [
            (list(&text, "fail"), Expected::Found(None)),
            (list(&text, "pass"), Expected::Clean),
        ];
        fixtures.extend(of_folder(folder, id, &verdicts, Others::Kept)?);
    }
    Ok(fixtures)
}

/// What becomes of the other resources of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Others {
    /// Those of other types stay.
    Kept,
    /// None stays.
    Left,
}

fn of_folder(
    folder: &Path,
    id: &str,
    verdicts: &[(Vec<String>, Expected)],
    others: Others,
) -> anyhow::Result<Vec<Fixture>> {
    let mut blocks: Vec<(String, String, String)> = Vec::new();
    let mut paths: Vec<PathBuf> = super::files_below(folder, "tf")?;
    paths.retain(|path| path.parent() == Some(folder));
    for path in paths {
        let text = text_of(&path)?;
        let (hcl, _) = parse(&text);
        for block in hcl.body.blocks() {
            let source = block.range.slice(&text).to_owned();
            blocks.push((address(block), block.label(0).to_owned(), source));
        }
    }
    let mut fixtures = Vec::new();
    for (addresses, expected) in verdicts {
        for wanted in addresses {
            let Some((_, kind, _)) = blocks.iter().find(|(address, ..)| address == wanted) else {
                continue;
            };
            let kept = |(address, other, _): &&(String, String, String)| {
                address == wanted || address.is_empty() || others == Others::Kept && other != kind
            };
            let text: Vec<&str> = blocks
                .iter()
                .filter(kept)
                .map(|(.., source)| source.as_str())
                .collect();
            let mut files = Files::new();
            files.insert(SourceFile::from_text(
                "main.tf",
                &(text.join("\n\n") + "\n"),
            ));
            fixtures.push(Fixture {
                name: format!("{} {wanted}", super::name_of(folder)),
                rule: id.to_owned(),
                files,
                expected: *expected,
            });
        }
    }
    Ok(fixtures)
}

/// `type.name` of a resource or data source, as checkov writes it; empty for other blocks.
fn address(block: &Block) -> String {
    match (block.kind.text.as_str(), block.labels.len()) {
        ("resource", 2) => format!("{}.{}", block.label(0), block.label(1)),
        ("data", 2) => format!("{}.{}", block.label(0), block.label(1)),
        _ => String::new(),
    }
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))
}

/// The module that the test imports its check from.
fn imported(text: &str) -> Option<&str> {
    text.lines().find_map(|line| {
        let module = line.strip_prefix("from ")?.strip_suffix(" import check")?;
        module
            .starts_with("checkov.terraform.checks")
            .then_some(module)
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
        let text = "from checkov.terraform.checks.resource.aws.X import check\n\npath = \"/example_X\"\npassing_resources = {\n    'aws_a.ok',\n    \"aws_a.fine\",\n}\nfailing_resources = {\"aws_a.bad\"}\n";
        assert_eq!(
            imported(text),
            Some("checkov.terraform.checks.resource.aws.X")
        );
        assert_eq!(example(text), Some("example_X"));
        assert_eq!(set(text, "passing_resources"), ["aws_a.ok", "aws_a.fine"]);
        assert_eq!(set(text, "failing_resources"), ["aws_a.bad"]);
        let text = "pass:\n  - \"aws_a.b\"\nfail:\n  - \"aws_a.c\"\n  - 'aws_a.d'\n";
        assert_eq!(list(text, "fail"), ["aws_a.c", "aws_a.d"]);
        assert_eq!(id_of("id = \"CKV2_AWS_6\"").as_deref(), Some("CKV2_AWS_6"));
    }
}
