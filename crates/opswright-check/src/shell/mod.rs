//! Shell as rules see it: each script with what stands in it, and where it came from.

mod context;
mod index;
mod origin;
mod sources;
mod used;
mod value;
mod variables;
mod walk;

use opswright_diagnostic::{Diagnostic, Fix, Safety};
use opswright_shell::{Dialect, Script, Word};
use opswright_source::{Edit, Range};

use crate::report::Report;
pub(crate) use context::{Place, Setting};
pub(crate) use index::Index;
pub(crate) use origin::Origin;
pub(crate) use sources::{ShellSource, sources};
pub(crate) use used::{Test, Used};
pub(crate) use value::{Spot, Value};
pub(crate) use variables::{Known, Set};

/// The longest script whose parts are looked at, in bytes: some rules compare each part with each. Of a longer one only the
/// syntax is checked.
const LONGEST: usize = 128 * 1024;

/// One script.
#[derive(Debug)]
pub(crate) struct Shell<'a> {
    /// Its text, holes masked.
    pub(crate) text: &'a str,
    pub(crate) script: &'a Script,
    pub(crate) setting: &'a Setting,
    /// Where something else will stand when it runs.
    pub(crate) holes: &'a [Range],
    /// What stands in it.
    pub(crate) index: Index<'a>,
    origin: &'a Origin<'a>,
}

impl<'a> Shell<'a> {
    pub(crate) fn of(source: &'a ShellSource<'a>) -> Self {
        Self {
            text: &source.text,
            script: &source.script,
            setting: &source.setting,
            holes: &source.holes,
            index: if source.text.len() <= LONGEST {
                Index::of(source)
            } else {
                Index::default()
            },
            origin: &source.origin,
        }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.setting.dialect
    }

    /// Bytes of the file for bytes of the script.
    pub(crate) fn place(&self, range: Range) -> Range {
        self.origin.range(range)
    }

    /// Adds a finding at `range` of the script.
    pub(crate) fn find<'r>(
        &self,
        report: &'r mut Report<'_>,
        range: Range,
        message: impl Into<String>,
    ) -> &'r mut Diagnostic {
        report.find(self.place(range), message)
    }

    /// A fix of these places; `None` where the file cannot hold one of the texts.
    pub(crate) fn fix(
        &self,
        report: &Report<'_>,
        title: impl Into<String>,
        safety: Safety,
        edits: &[(Range, &str)],
    ) -> Option<Fix> {
        let edits: Option<Vec<Edit>> = edits
            .iter()
            .map(|(range, text)| self.origin.edit(*range, text))
            .collect();
        Some(report.fix(title, safety, edits?))
    }

    /// Whether something of `range` is not known before it runs.
    pub(crate) fn has_hole(&self, range: Range) -> bool {
        self.holes
            .iter()
            .any(|hole| hole.start < range.end && range.start < hole.end)
    }

    /// The value of a word that needs no shell to know it.
    pub(crate) fn value(&self, word: &Word) -> Option<String> {
        word.value(self.text).filter(|_| !self.has_hole(word.range))
    }

    /// As written.
    pub(crate) fn slice(&self, range: Range) -> &'a str {
        range.slice(self.text)
    }

    /// The simple commands of this name.
    pub(crate) fn named(&self, name: &'static str) -> impl Iterator<Item = &Used<'a>> {
        self.index
            .commands
            .iter()
            .filter(move |used| used.name == name)
    }
}
