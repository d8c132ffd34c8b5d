//! Fixtures of checkov for Terraform: examples with sets of resources that pass and that fail.
//!
//! A fixture is one of those resources with all that is no resource beside it; for checks over several resources, with those
//! of other types that have to do with it.

use std::path::{Path, PathBuf};

use opswright_hcl::{Block, parse};
use opswright_source::{Files, SourceFile};

use super::checkov::{Test, graph_tests, tests, text_of};
use super::connected::{Piece, connected};
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
    /// Those of other types that have to do with it stay.
    Kept,
    /// None stays.
    Left,
}

fn of_test(test: &Test, others: Others) -> anyhow::Result<Vec<Fixture>> {
    let (mut pieces, mut kinds) = (Vec::new(), Vec::new());
    let mut paths: Vec<PathBuf> = super::files_below(&test.folder, "tf")?;
    paths.retain(|path| path.parent() == Some(&test.folder));
    for path in paths {
        let text = text_of(&path)?;
        let (hcl, _) = parse(&text);
        for block in hcl.body.blocks() {
            pieces.push(Piece {
                name: address(block),
                text: block.range.slice(&text).to_owned(),
            });
            kinds.push(block.label(0).to_owned());
        }
    }
    let verdicts = [
        (&test.failing, Expected::Found(None)),
        (&test.passing, Expected::Clean),
    ];
    let mut fixtures = Vec::new();
    for (addresses, expected) in verdicts {
        for wanted in addresses {
            let Some(at) = pieces.iter().position(|piece| piece.name == *wanted) else {
                continue;
            };
            let belongs = match others {
                Others::Kept => connected(&pieces, at),
                Others::Left => vec![false; pieces.len()],
            };
            let text: Vec<&str> = pieces
                .iter()
                .enumerate()
                .filter(|(other, piece)| {
                    let alike = kinds[*other] == kinds[at];
                    let paired = others == Others::Kept && shares_bucket(&pieces[at], piece);
                    *other == at || piece.name.is_empty() || (belongs[*other] || paired) && !alike
                })
                .map(|(_, piece)| piece.text.as_str())
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

/// Whether both are set to one bucket by the same variable.
fn shares_bucket(one: &Piece, other: &Piece) -> bool {
    let bucket = |piece: &Piece| {
        piece.text.lines().find_map(|line| {
            let (name, value) = line.split_once('=')?;
            let value = value.trim();
            let named = value.starts_with("var.") || value.starts_with("local.");
            (name.trim() == "bucket" && named).then(|| value.to_owned())
        })
    };
    bucket(one).is_some_and(|value| bucket(other).as_ref() == Some(&value))
}

/// `type.name` of a resource or data source, as checkov writes it; empty for other blocks.
fn address(block: &Block) -> String {
    match (block.kind.text.as_str(), block.labels.len()) {
        ("resource" | "data", 2) => format!("{}.{}", block.label(0), block.label(1)),
        _ => String::new(),
    }
}
