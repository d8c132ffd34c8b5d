//! `node-config`: `config/default.yml` and its like, which `config.get("server.port")` reads.

use std::collections::BTreeSet;

use opswright_source::SourceFile;
use opswright_yaml::{Node, Yaml, parse, parse_json};

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::Kind;
use crate::place::Place;
use crate::scan::variables::is_variable_name;
use crate::variables::{Reading, VariableClaim};

use super::package::Package;

/// Names that are read in `config/`, what overrides the default in production first.
pub(super) const READS: &[&str] = &[
    "production.yml",
    "production.yaml",
    "production.json",
    "default.yml",
    "default.yaml",
    "default.json",
    "custom-environment-variables.yml",
    "custom-environment-variables.yaml",
    "custom-environment-variables.json",
];

/// Folders are entered this far.
const DEPTH: usize = 8;

/// Claims the port that a `config.get` names, and the variables that override values.
pub(super) fn claim(
    place: &Place<'_>,
    package: &Package,
    all: &[Code<'_>],
    candidate: &mut Candidate,
) {
    if package.dependency("config").is_none() {
        return;
    }
    let (overriding, stated): (Vec<&str>, Vec<&str>) =
        READS.iter().partition(|name| name.starts_with("custom"));
    if candidate.port.is_empty() {
        let files: Vec<(&SourceFile, Yaml)> = files(place, &stated)
            .into_iter()
            .map(|file| (file, tree(file)))
            .collect();
        let keys: BTreeSet<&str> = all.iter().flat_map(port_keys).collect();
        let found = keys.into_iter().find_map(|key| {
            files
                .iter()
                .find_map(|(file, tree)| number_at(file, tree, key))
        });
        if let Some((port, evidence)) = found {
            candidate.port.push(port, Ground::Code, evidence);
        }
    }
    for file in files(place, &overriding) {
        if let Some(root) = tree(file).root() {
            names(root, file, DEPTH, candidate);
        }
    }
}

fn files<'a>(place: &Place<'a>, names: &[&str]) -> Vec<&'a SourceFile> {
    names
        .iter()
        .filter_map(|name| place.file(&format!("config/{name}")))
        .collect()
}

fn tree(file: &SourceFile) -> Yaml {
    if file.path.ends_with(".json") {
        parse_json(&file.text).0
    } else {
        parse(&file.text).0
    }
}

/// Keys of calls of `config.get` whose last part is `port`.
fn port_keys<'c>(code: &'c Code<'_>) -> impl Iterator<Item = &'c str> {
    code.calls().filter_map(|call| {
        let key = match call.arguments.first()? {
            [only] if only.kind == Kind::Text => only.text,
            _ => return None,
        };
        let named = key.rsplit('.').next()?.eq_ignore_ascii_case("port");
        (call.receiver == "config" && call.name == "get" && named).then_some(key)
    })
}

fn number_at(file: &SourceFile, tree: &Yaml, key: &str) -> Option<(u16, Evidence)> {
    let parts: Vec<&str> = key.split('.').collect();
    let node = tree.root()?.at(&parts)?;
    Some((node.as_str()?.parse().ok()?, place_of(file, node)))
}

/// The leaves of a file that maps values to variables.
fn names(node: Node<'_>, file: &SourceFile, depth: usize, candidate: &mut Candidate) {
    for entry in node.entries() {
        match entry.value.as_str().filter(|name| is_variable_name(name)) {
            Some(name) => candidate.variables.push(VariableClaim {
                name: name.to_owned(),
                reading: Reading::Unknown,
                default: None,
                ground: Ground::Code,
                evidence: place_of(file, entry.value),
            }),
            None if depth > 0 => names(entry.value, file, depth - 1, candidate),
            None => {}
        }
    }
}

fn place_of(file: &SourceFile, node: Node<'_>) -> Evidence {
    Evidence {
        path: file.path.clone(),
        line: node.line(),
    }
}
