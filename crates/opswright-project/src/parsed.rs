//! One file with its syntax tree.

use opswright_dockerfile::{DockerIgnore, Dockerfile, parse_dockerignore};
use opswright_source::{Range, SourceFile};
use opswright_yaml::{Yaml, parse_json};

use crate::kind::{Kind, kind_of};

/// A place where a file does not follow its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub range: Range,
    /// What is wrong, a lower-case fragment.
    pub message: String,
}

/// The tree of a file.
#[derive(Debug, Clone)]
pub enum Syntax {
    /// Of a Dockerfile.
    Dockerfile(Dockerfile),
    /// Of a .dockerignore file.
    DockerIgnore(DockerIgnore),
    /// Of Compose files, workflows, actions and JSON.
    Yaml(Yaml),
    /// Of files that are only checked for their syntax.
    Opaque,
}

/// A file that was read once.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// What it is.
    pub kind: Kind,
    /// Its tree, as far as it could be read.
    pub syntax: Syntax,
    /// Where it is broken.
    pub faults: Vec<Fault>,
}

/// Reads a file by its kind.
pub fn parse(file: &SourceFile) -> Parsed {
    let kind = kind_of(&file.path, &file.text);
    let (syntax, faults) = match kind {
        Kind::Dockerfile => dockerfile(&file.text),
        Kind::DockerIgnore => (
            Syntax::DockerIgnore(parse_dockerignore(&file.text)),
            Vec::new(),
        ),
        Kind::Compose | Kind::Workflow | Kind::Action => yaml(opswright_yaml::parse(&file.text)),
        Kind::Json => yaml(parse_json(&file.text)),
        Kind::Toml => (Syntax::Opaque, toml(&file.text)),
        Kind::Other => (Syntax::Opaque, Vec::new()),
    };
    Parsed {
        kind,
        syntax,
        faults,
    }
}

fn dockerfile(text: &str) -> (Syntax, Vec<Fault>) {
    let (tree, errors) = opswright_dockerfile::parse(text);
    let faults = errors
        .into_iter()
        .map(|error| Fault {
            range: error.range,
            message: error.message,
        })
        .collect();
    (Syntax::Dockerfile(tree), faults)
}

fn yaml((tree, errors): (Yaml, Vec<opswright_yaml::SyntaxError>)) -> (Syntax, Vec<Fault>) {
    let faults = errors
        .into_iter()
        .map(|error| Fault {
            range: error.range,
            message: error.message,
        })
        .collect();
    (Syntax::Yaml(tree), faults)
}

fn toml(text: &str) -> Vec<Fault> {
    let Err(error) = toml_edit::Document::parse(text) else {
        return Vec::new();
    };
    let place = error.span().unwrap_or(0..0);
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    vec![Fault {
        range: Range::new(place.start, place.end),
        message,
    }]
}
