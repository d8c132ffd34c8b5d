//! What the files of a repository say about each other.

use std::collections::BTreeMap;

use opswright_dockerfile::DockerIgnore;

use crate::migration::MigrationSummary;
use crate::module::{Module, modules};
use crate::path::{folder, join};
use crate::summary::{
    ComposeSummary, Content, DockerfileSummary, KubernetesSummary, KustomizationSummary,
    ServiceBuild, ServiceSummary, StageSummary, Summary,
};

/// All summaries, with lookups over them.
#[derive(Debug, Clone)]
pub struct Graph<'a> {
    summaries: &'a [Summary],
    by_path: BTreeMap<&'a str, &'a Summary>,
    modules: Vec<Module<'a>>,
    base: Option<&'a [Summary]>,
}

/// A service and what it is built from.
#[derive(Debug, Clone, Copy)]
pub struct Built<'a> {
    /// The Compose file.
    pub compose: &'a Summary,
    /// The service.
    pub service: &'a ServiceSummary,
    /// Its build.
    pub build: &'a ServiceBuild,
    /// The Dockerfile's file.
    pub file: &'a Summary,
    /// The Dockerfile.
    pub dockerfile: &'a DockerfileSummary,
}

impl<'a> Built<'a> {
    /// The stage that is built: the target, or the last one.
    pub fn stage(&self) -> Option<&'a StageSummary> {
        match &self.build.target {
            Some(target) => self.dockerfile.stage(&target.value),
            None => self.dockerfile.stages.last(),
        }
    }
}

impl DockerfileSummary {
    /// The stage that `reference` names: by name, or by number.
    pub fn stage(&self, reference: &str) -> Option<&StageSummary> {
        let named = self.stages.iter().rev().find(|stage| {
            stage
                .name
                .as_deref()
                .is_some_and(|name| name.eq_ignore_ascii_case(reference))
        });
        named.or_else(|| {
            reference
                .parse()
                .ok()
                .and_then(|index: usize| self.stages.get(index))
        })
    }
}

impl<'a> Graph<'a> {
    /// Links `summaries`.
    pub fn new(summaries: &'a [Summary]) -> Self {
        Self::with_base(summaries, None)
    }

    /// Links `summaries`, beside what the same files said in the base of the change, by path: what has been released.
    pub fn with_base(summaries: &'a [Summary], base: Option<&'a [Summary]>) -> Self {
        let by_path = summaries
            .iter()
            .map(|summary| (summary.path.as_str(), summary))
            .collect();
        Self {
            summaries,
            by_path,
            modules: modules(summaries),
            base,
        }
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&'a Summary> {
        self.by_path.get(path).copied()
    }

    /// The files of the base; `None` where no base is known.
    pub fn base(&self) -> Option<&'a [Summary]> {
        self.base
    }

    /// What the file at `path` said in the base.
    pub fn released(&self, path: &str) -> Option<&'a Summary> {
        let base = self.base?;
        let place = base.binary_search_by(|other| other.path.as_str().cmp(path));
        base.get(place.ok()?)
    }

    /// All migrations, by path.
    pub fn migrations(&self) -> impl Iterator<Item = (&'a Summary, &'a MigrationSummary)> {
        migrations(self.summaries)
    }

    /// All files, each with what it says.
    pub fn contents(&self) -> impl Iterator<Item = (&'a Summary, &'a Content)> {
        self.summaries
            .iter()
            .map(|summary| (summary, &summary.content))
    }

    /// All Dockerfiles.
    pub fn dockerfiles(&self) -> impl Iterator<Item = (&'a Summary, &'a DockerfileSummary)> {
        self.summaries
            .iter()
            .filter_map(|summary| match &summary.content {
                Content::Dockerfile(dockerfile) => Some((summary, dockerfile)),
                _ => None,
            })
    }

    /// All Compose files.
    pub fn compose_files(&self) -> impl Iterator<Item = (&'a Summary, &'a ComposeSummary)> {
        self.summaries
            .iter()
            .filter_map(|summary| match &summary.content {
                Content::Compose(compose) => Some((summary, compose)),
                _ => None,
            })
    }

    /// Terraform modules, by folder.
    pub fn modules(&self) -> &[Module<'a>] {
        &self.modules
    }

    /// All files of the repository.
    pub fn files(&self) -> impl Iterator<Item = &'a Summary> {
        self.summaries.iter()
    }

    /// All manifests.
    pub fn manifests(&self) -> impl Iterator<Item = (&'a Summary, &'a KubernetesSummary)> {
        self.summaries
            .iter()
            .filter_map(|summary| match &summary.content {
                Content::Kubernetes(manifests) => Some((summary, manifests)),
                _ => None,
            })
    }

    /// All Kustomize folders.
    pub fn kustomizations(&self) -> impl Iterator<Item = (&'a Summary, &'a KustomizationSummary)> {
        self.summaries
            .iter()
            .filter_map(|summary| match &summary.content {
                Content::Kustomization(folder) => Some((summary, folder)),
                _ => None,
            })
    }

    /// Whether a file lies in `folder` or below.
    pub fn has_below(&self, folder: &str) -> bool {
        if folder.is_empty() {
            return !self.by_path.is_empty();
        }
        let start = format!("{folder}/");
        self.by_path
            .range(start.as_str()..)
            .next()
            .is_some_and(|(path, _)| path.starts_with(&start))
    }

    /// Services that are built from a Dockerfile that is there.
    pub fn built(&self) -> Vec<Built<'a>> {
        self.compose_files()
            .flat_map(|(compose, content)| {
                content
                    .services
                    .iter()
                    .map(move |service| (compose, service))
            })
            .filter_map(|(compose, service)| {
                let build = service.build.as_ref()?;
                let file = self.file(build.dockerfile.as_deref()?)?;
                let Content::Dockerfile(dockerfile) = &file.content else {
                    return None;
                };
                Some(Built {
                    compose,
                    service,
                    build,
                    file,
                    dockerfile,
                })
            })
            .collect()
    }

    /// Folders that a Dockerfile is built from: as Compose files say, else its own.
    pub fn contexts(&self, dockerfile: &str) -> Vec<String> {
        let mut contexts: Vec<String> = self
            .built()
            .iter()
            .filter(|built| built.file.path == dockerfile)
            .filter_map(|built| built.build.context.clone())
            .collect();
        contexts.sort();
        contexts.dedup();
        if contexts.is_empty() {
            contexts.push(folder(dockerfile).to_owned());
        }
        contexts
    }

    /// The .dockerignore file that holds for a Dockerfile in a context: path and patterns.
    pub fn ignore_file(
        &self,
        dockerfile: &str,
        context: &str,
    ) -> Option<(&'a Summary, &'a DockerIgnore)> {
        let own = format!("{dockerfile}.dockerignore");
        let shared = join(context, ".dockerignore");
        [Some(own), shared].into_iter().flatten().find_map(|path| {
            let summary = self.file(&path)?;
            match &summary.content {
                Content::DockerIgnore { ignore, .. } => Some((summary, ignore)),
                _ => None,
            }
        })
    }
}

/// The migrations among `summaries`.
pub fn migrations(summaries: &[Summary]) -> impl Iterator<Item = (&Summary, &MigrationSummary)> {
    summaries
        .iter()
        .filter_map(|summary| match &summary.content {
            Content::Migration(migration) => Some((summary, &**migration)),
            _ => None,
        })
}
