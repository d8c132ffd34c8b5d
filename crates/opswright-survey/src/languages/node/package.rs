//! `package.json` with the line of everything in it.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;
use opswright_yaml::{Node, Yaml};

use crate::Evidence;
use crate::manifest;

/// One `package.json`.
pub(crate) struct Package {
    path: String,
    tree: Yaml,
}

/// A text in it, and its place.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) value: String,
    pub(crate) evidence: Evidence,
}

impl Package {
    /// Reads `file`, as far as it can be read.
    pub(crate) fn new(file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Self {
        Self {
            path: file.path.clone(),
            tree: manifest::json(file, findings),
        }
    }

    /// The node at `path`.
    pub(crate) fn at(&self, path: &[&str]) -> Option<Node<'_>> {
        self.tree.root()?.at(path)
    }

    /// The place of a node.
    pub(crate) fn place(&self, node: Node<'_>) -> Evidence {
        Evidence {
            path: self.path.clone(),
            line: node.line(),
        }
    }

    /// The text at `path`.
    pub(crate) fn text(&self, path: &[&str]) -> Option<Stated> {
        let node = self.at(path)?;
        Some(Stated {
            value: node.as_str().filter(|text| !text.is_empty())?.to_owned(),
            evidence: self.place(node),
        })
    }

    /// The command of a script.
    pub(crate) fn script(&self, name: &str) -> Option<Stated> {
        self.text(&["scripts", name])
    }

    /// The commands of all scripts.
    pub(crate) fn scripts(&self) -> Vec<&str> {
        let scripts = self.at(&["scripts"]);
        scripts
            .into_iter()
            .flat_map(|scripts| scripts.entries())
            .filter_map(|entry| entry.value.as_str())
            .collect()
    }

    /// Where `name` is needed to run.
    pub(crate) fn dependency(&self, name: &str) -> Option<Evidence> {
        self.at(&["dependencies", name])
            .map(|node| self.place(node))
    }

    /// Where `name` is needed to run or to develop.
    pub(crate) fn any_dependency(&self, name: &str) -> Option<Evidence> {
        ["dependencies", "devDependencies", "optionalDependencies"]
            .iter()
            .find_map(|section| self.at(&[section, name]))
            .map(|node| self.place(node))
    }

    /// Everything that is needed to run.
    pub(crate) fn dependencies(&self) -> Vec<Stated> {
        let section = self.at(&["dependencies"]);
        section
            .into_iter()
            .flat_map(|section| section.entries())
            .map(|entry| Stated {
                value: entry.name().to_owned(),
                evidence: self.place(entry.key),
            })
            .collect()
    }

    /// The place of the file itself.
    pub(crate) fn whole(&self) -> Evidence {
        Evidence {
            path: self.path.clone(),
            line: 1,
        }
    }
}
