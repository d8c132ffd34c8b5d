//! What a rule is.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Dockerfile, ImageReference};
use opswright_project::Graph;
use opswright_project::compose::Service;
use opswright_project::workflow::Workflow;
use opswright_yaml::{Node, Yaml};

use crate::report::Report;

/// Whether findings of a rule can be fixed by `--fix`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixability {
    /// Never.
    No,
    /// Where there is a fix, it may be applied unread.
    Safe,
    /// Only on request.
    Unsafe,
    /// Some findings safely, others on request.
    Mixed,
}

impl Fixability {
    /// As rule pages say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::No => "no fix",
            Self::Safe => "safe fix",
            Self::Unsafe => "unsafe fix",
            Self::Mixed => "safe or unsafe fix",
        }
    }
}

/// One fault that `check` knows.
#[derive(Debug)]
pub struct Rule {
    /// Its name; reads well after "allow".
    pub name: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// How sure they are.
    pub confidence: Confidence,
    /// Whether they can be fixed.
    pub fix: Fixability,
    /// Its page: what `explain` prints, and the cases that test it.
    pub docs: &'static str,
    /// What it looks at.
    pub(crate) run: &'static [Run],
}

/// A Compose file as rules see it.
#[derive(Debug)]
pub(crate) struct ComposeFile<'a> {
    pub(crate) yaml: &'a Yaml,
    pub(crate) services: Vec<Service<'a>>,
}

impl<'a> ComposeFile<'a> {
    /// Images that services run and do not build, where they are written out.
    pub(crate) fn images(&self) -> Vec<(Node<'a>, ImageReference)> {
        self.services
            .iter()
            .filter(|service| service.build().is_none())
            .filter_map(Service::image)
            .filter_map(|node| {
                let text = node
                    .as_str()
                    .filter(|text| !text.is_empty() && !text.contains('$'))?;
                Some((node, ImageReference::parse(text)))
            })
            .collect()
    }
}

/// What a rule looks at, and how.
#[derive(Debug)]
pub(crate) enum Run {
    Dockerfile(fn(&Dockerfile, &mut Report<'_>)),
    Compose(fn(&ComposeFile<'_>, &mut Report<'_>)),
    Workflow(fn(&Workflow<'_>, &mut Report<'_>)),
    /// Any YAML or JSON file.
    Yaml(fn(&Yaml, &mut Report<'_>)),
    Graph(fn(&Graph<'_>, &mut Report<'_>)),
    /// The checking itself reports it.
    Reading,
}
