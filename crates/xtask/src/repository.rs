//! This repository as data: its text files, and what cargo knows of its packages.

mod files;
mod metadata;

use std::path::{Path, PathBuf};

use anyhow::Context as _;

pub(crate) use files::{File, text_files};
pub(crate) use metadata::{DependencyKind, Metadata, Package};

/// Everything that the checks look at.
#[derive(Debug)]
pub(crate) struct Repository {
    /// All text files, by path.
    pub(crate) files: Vec<File>,
    /// Packages of the workspace and of its dependencies.
    pub(crate) metadata: Metadata,
}

impl Repository {
    /// Reads the repository that this tool was built from.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let root = root();
        Ok(Self {
            files: text_files(&root)?,
            metadata: Metadata::read(&root).context("failed to read the workspace's packages")?,
        })
    }

    /// The file at `path`, if there is one.
    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// The workspace's root folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{File, Repository, metadata::tests::metadata};

    /// A repository of these packages with their normal dependencies, and of no files.
    pub(crate) fn repository_of_packages(
        members: &[(&str, &[&str])],
        external: &[(&str, &[&str])],
    ) -> Repository {
        Repository {
            files: Vec::new(),
            metadata: metadata(members, external),
        }
    }

    /// A repository of these files, and of no packages.
    pub(crate) fn repository_of_files(files: &[(&str, &str)]) -> Repository {
        Repository {
            files: files
                .iter()
                .map(|(path, text)| File {
                    path: (*path).to_owned(),
                    text: (*text).to_owned(),
                })
                .collect(),
            metadata: metadata(&[], &[]),
        }
    }
}
