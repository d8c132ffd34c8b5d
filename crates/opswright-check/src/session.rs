//! Files that stay checked while they change: an edit costs one file and the rules over the graph.

use std::collections::BTreeSet;

use opswright_diagnostic::Diagnostic;
use opswright_project::migration::{Direction, Verb};
use opswright_project::{Summary, migrations};
use opswright_source::SourceFile;

use crate::acceptance::{Settled, settle};
use crate::check::{file, graph_since};
use crate::migration::in_context;
use crate::scope::Scope;

/// What is known of a set of files.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// Summaries by path, in its order.
    summaries: Vec<Summary>,
    /// What was found in each, at the same place.
    findings: Vec<Vec<Diagnostic>>,
    /// What the files said in the base of the change.
    base: Option<Vec<Summary>>,
}

impl Session {
    /// Takes files that were checked one by one, in any order.
    pub fn of(mut checked: Vec<(Summary, Vec<Diagnostic>)>) -> Self {
        checked.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let (summaries, findings) = checked.into_iter().unzip();
        Self {
            summaries,
            findings,
            base: None,
        }
    }

    /// Takes what the files said in the base of the change, which has been released.
    #[must_use]
    pub fn with_base(mut self, mut base: Vec<Summary>) -> Self {
        base.sort_by(|a, b| a.path.cmp(&b.path));
        self.base = Some(base);
        self
    }

    /// What the file at `path` says.
    pub fn summary(&self, path: &str) -> Option<&Summary> {
        let place = self
            .summaries
            .binary_search_by(|other| other.path.as_str().cmp(path));
        self.summaries.get(place.ok()?)
    }

    /// The folders of migrations whose files have one order.
    pub fn migration_histories(&self) -> BTreeSet<String> {
        migrations(&self.summaries)
            .map(|(_, file)| file.migration.history.clone())
            .collect()
    }

    /// Whether a migration that is not `released` drops or renames something forward.
    pub fn drops(&self, released: &dyn Fn(&str) -> bool) -> bool {
        migrations(&self.summaries)
            .filter(|(summary, file)| {
                file.migration.direction != Direction::Down && !released(&summary.path)
            })
            .flat_map(|(_, file)| &file.up)
            .any(|change| matches!(change.value.verb, Verb::Drop | Verb::Rename))
    }

    /// Checks a new or changed file; gives what it said before.
    pub fn change(&mut self, source: &SourceFile) -> Option<(Summary, Vec<Diagnostic>)> {
        self.restore(&source.path, Some(file(source)))
    }

    /// Puts back what [`Self::change`] gave for the file at `path`; `None` forgets the file.
    pub fn restore(
        &mut self,
        path: &str,
        checked: Option<(Summary, Vec<Diagnostic>)>,
    ) -> Option<(Summary, Vec<Diagnostic>)> {
        let place = self
            .summaries
            .binary_search_by(|other| other.path.as_str().cmp(path));
        let before = match place {
            Ok(at) => Some((self.summaries.remove(at), self.findings.remove(at))),
            Err(_) => None,
        };
        if let Some((summary, findings)) = checked {
            let at = place.unwrap_or_else(|at| at);
            self.summaries.insert(at, summary);
            self.findings.insert(at, findings);
        }
        before
    }

    /// All findings that `scope` asks for and nobody has accepted, in order.
    pub fn findings(&self, scope: &Scope) -> Vec<Diagnostic> {
        self.settled(scope).findings
    }

    /// The findings in the file at `path` that `scope` asks for and nobody has accepted, in order: what [`Self::findings`] gives
    /// of it, without the work for all others.
    pub fn findings_in(&self, path: &str, scope: &Scope) -> Vec<Diagnostic> {
        let place = self
            .summaries
            .binary_search_by(|other| other.path.as_str().cmp(path));
        let Ok(at) = place else {
            return Vec::new();
        };
        let mut found = self.findings.get(at).cloned().unwrap_or_default();
        let mut together = graph_since(&self.summaries, self.base.as_deref());
        together.retain(|finding| finding.path == path);
        found.append(&mut together);
        in_context(&self.summaries, &mut found);
        let own = self.summaries.get(at).map_or(&[][..], std::slice::from_ref);
        settle(own, found, scope).findings
    }

    /// All findings that `scope` asks for, those that somebody has accepted apart.
    pub fn settled(&self, scope: &Scope) -> Settled {
        let mut found: Vec<Diagnostic> = self.findings.iter().flatten().cloned().collect();
        found.append(&mut graph_since(&self.summaries, self.base.as_deref()));
        in_context(&self.summaries, &mut found);
        settle(&self.summaries, found, scope)
    }
}
