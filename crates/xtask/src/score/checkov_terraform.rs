//! Fixtures of checkov for Terraform: examples with sets of resources that pass and that fail.
//!
//! A fixture is one of those resources with all that is no resource beside it; for checks over several resources, with all
//! resources of other types.

use std::path::{Path, PathBuf};

use opswright_hcl::{Block, parse};
use opswright_source::{Files, SourceFile};

use super::checkov::{Test, graph_tests, tests, text_of};
use super::fixture::{Expected, Fixture};

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for test in tests(checkout, "terraform")? {
        fixtures.extend(of_test(&test, Others::Left)?);
    }
    let graph = graph_tests(
        checkout,
        "checkov/terraform/checks",
        "tests/terraform/graph/checks/resources",
    )?;
    for test in graph {
        fixtures.extend(of_test(&test, Others::Kept)?);
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

fn of_test(test: &Test, others: Others) -> anyhow::Result<Vec<Fixture>> {
    let mut blocks: Vec<(String, String, String)> = Vec::new();
    let mut paths: Vec<PathBuf> = super::files_below(&test.folder, "tf")?;
    paths.retain(|path| path.parent() == Some(&test.folder));
    for path in paths {
        let text = text_of(&path)?;
        let (hcl, _) = parse(&text);
        for block in hcl.body.blocks() {
            let source = block.range.slice(&text).to_owned();
            blocks.push((address(block), block.label(0).to_owned(), source));
        }
    }
    let verdicts = [
        (&test.failing, Expected::Found(None)),
        (&test.passing, Expected::Clean),
    ];
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
                name: format!("{} {wanted}", super::name_of(&test.folder)),
                rule: test.id.clone(),
                files,
                expected,
            });
        }
    }
    Ok(fixtures)
}

/// `type.name` of a resource or data source, as checkov writes it; empty for other blocks.
fn address(block: &Block) -> String {
    match (block.kind.text.as_str(), block.labels.len()) {
        ("resource" | "data", 2) => format!("{}.{}", block.label(0), block.label(1)),
        _ => String::new(),
    }
}
