//! Expansions, and where they stand.

use opswright_shell::{Parameter, Part, Word};
use opswright_source::Range;

/// One expansion.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    /// A parameter, a substitution or an arithmetic expansion.
    pub(crate) part: &'a Part,
    /// Whether it is in double quotes.
    pub(crate) quoted: bool,
    pub(crate) spot: Spot,
    /// The word that it is a part of; `None` in here-documents and arithmetic.
    pub(crate) word: Option<&'a Word>,
    /// Number of the simple command that it is an argument of.
    pub(crate) command: Option<usize>,
    /// Whether it is inside another expansion: `${a:-$b}`.
    pub(crate) nested: bool,
}

/// Where an expansion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// The program or an argument.
    Argument,
    /// The value of a variable.
    Assignment,
    /// An element of an array.
    Element,
    /// The file of a redirection.
    Target,
    /// What `for` runs over.
    List,
    /// What `case` compares.
    Case,
    /// A pattern of `case`.
    Pattern,
    /// An operand of `[[`.
    Test,
    /// A here-document.
    Document,
    /// `$((…))`
    Arithmetic,
}

impl<'a> Value<'a> {
    pub(crate) fn range(&self) -> Range {
        self.part.range()
    }

    pub(crate) fn parameter(&self) -> Option<&'a Parameter> {
        match self.part {
            Part::Parameter(parameter) => Some(parameter),
            _ => None,
        }
    }

    /// Whether the shell splits it into words and takes them as patterns.
    pub(crate) fn is_split(&self) -> bool {
        !self.quoted
            && matches!(
                self.spot,
                Spot::Argument | Spot::Element | Spot::Target | Spot::List
            )
    }
}
