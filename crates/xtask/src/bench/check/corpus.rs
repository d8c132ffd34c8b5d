//! The files to check, by format.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use opswright_project::{Kind, Syntax, parse};

/// A format with linters of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Format {
    /// Dockerfiles.
    Dockerfile,
    /// Compose files.
    Compose,
    /// GitHub workflows.
    Workflow,
    /// Kubernetes manifests.
    Kubernetes,
    /// Terraform.
    Terraform,
    /// Rules of Prometheus.
    Rules,
    /// SQL migrations.
    Migration,
}

impl Format {
    /// All of them.
    pub(super) const ALL: [Self; 7] = [
        Self::Dockerfile,
        Self::Compose,
        Self::Workflow,
        Self::Kubernetes,
        Self::Terraform,
        Self::Rules,
        Self::Migration,
    ];

    /// As arguments and the table name it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Dockerfile => "dockerfile",
            Self::Compose => "compose",
            Self::Workflow => "workflow",
            Self::Kubernetes => "kubernetes",
            Self::Terraform => "terraform",
            Self::Rules => "rules",
            Self::Migration => "migration",
        }
    }

    /// The format of this name.
    pub(super) fn of(name: &str) -> anyhow::Result<Self> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name);
        found.with_context(|| format!("failed to find the format `{name}`"))
    }

    fn holds(self, file: &opswright_source::SourceFile) -> bool {
        let kind = opswright_project::kind_of(&file.path, &file.text);
        match self {
            Self::Dockerfile => kind == Kind::Dockerfile,
            Self::Compose => kind == Kind::Compose,
            Self::Workflow => kind == Kind::Workflow,
            Self::Kubernetes => kind == Kind::Kubernetes,
            Self::Terraform => kind == Kind::Terraform && file.path.ends_with(".tf"),
            Self::Rules => kind == Kind::PrometheusRules,
            Self::Migration => {
                kind == Kind::Sql
                    && matches!(parse(file).syntax, Syntax::Sql(sql) if sql.migration.is_some())
            }
        }
    }
}

/// Files of one format, or of all.
#[derive(Debug, Clone, Default)]
pub(super) struct Corpus {
    /// Path and text, in the order of paths.
    pub(super) files: Vec<(String, String)>,
}

impl Corpus {
    /// The files that `FORMAT=DIR` name, by format.
    pub(super) fn read(named: &[String]) -> anyhow::Result<Vec<(Format, Self)>> {
        let mut corpora: BTreeMap<Format, BTreeMap<String, String>> = BTreeMap::new();
        for argument in named {
            let Some((format, folder)) = argument.split_once('=') else {
                bail!("`{argument}` is no FORMAT=DIR");
            };
            let format = Format::of(format)?;
            let root = Path::new(folder);
            let tree = opswright_worktree::walk(root)
                .with_context(|| format!("failed to read {folder}"))?;
            let paths: Vec<&str> = tree
                .paths()
                .filter(|path| opswright_project::is_wanted(path))
                .collect();
            let name = root
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let (files, _) = opswright_worktree::read(root, &paths);
            for file in files
                .iter()
                .filter(|file| !file.lossy && format.holds(file))
            {
                let path = format!("{name}/{}", file.path);
                corpora
                    .entry(format)
                    .or_default()
                    .insert(path, file.text.clone());
            }
        }
        Ok(corpora
            .into_iter()
            .map(|(format, files)| {
                let files = files.into_iter().collect();
                (format, Self { files })
            })
            .collect())
    }

    /// All files of all formats.
    pub(super) fn joined(corpora: &[(Format, Self)]) -> Self {
        let files: BTreeMap<String, String> = corpora
            .iter()
            .flat_map(|(format, corpus)| {
                corpus
                    .files
                    .iter()
                    .map(|(path, text)| (format!("{}/{path}", format.name()), text.clone()))
            })
            .collect();
        Self {
            files: files.into_iter().collect(),
        }
    }

    /// So many files, evenly picked.
    pub(super) fn first(&self, most: usize) -> Self {
        let step = self.files.len().div_ceil(most.max(1)).max(1);
        Self {
            files: self.files.iter().step_by(step).cloned().collect(),
        }
    }

    /// The one file of median size.
    pub(super) fn middle(&self) -> Self {
        let mut by_size: Vec<&(String, String)> = self.files.iter().collect();
        by_size.sort_by_key(|(_, text)| text.len());
        Self {
            files: by_size
                .get(by_size.len() / 2)
                .into_iter()
                .map(|file| (*file).clone())
                .collect(),
        }
    }

    /// Writes the files below `folder`.
    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        for (path, text) in &self.files {
            let place = folder.join(path);
            let parent = place.parent().context("failed to find the folder")?;
            fs::create_dir_all(parent)?;
            fs::write(&place, text).with_context(|| format!("failed to write {path}"))?;
        }
        Ok(())
    }

    /// Length of all texts.
    pub(super) fn bytes(&self) -> usize {
        self.files.iter().map(|(_, text)| text.len()).sum()
    }

    /// Length of all texts in MB.
    pub(super) fn megabytes(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
        let bytes = self.bytes() as f64;
        bytes / 1e6
    }
}

#[cfg(test)]
mod tests {
    use super::Corpus;

    #[test]
    fn parts_are_picked_evenly_and_the_middle_is_of_median_size() {
        let corpus = Corpus {
            files: (0..10)
                .map(|size| (format!("{size}"), "x".repeat(size)))
                .collect(),
        };
        let part = corpus.first(4);
        let paths: Vec<&str> = part.files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["0", "3", "6", "9"]);
        assert_eq!(corpus.first(usize::MAX).files.len(), 10);
        assert_eq!(corpus.middle().bytes(), 5);
    }
}
