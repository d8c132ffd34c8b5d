//! Where a text is not shell.

use opswright_source::Range;

/// A place where the text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub range: Range,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A quote that does not end: `'`, `"` or `` ` ``.
    UnclosedQuote(char),
    /// `$(`, `${`, `((` and their like without an end.
    Unclosed(&'static str),
    /// A construct that began, and the word that should follow: `if`, `fi`.
    Missing(&'static str, &'static str),
    /// A word or sign that has nothing to do there.
    Unexpected,
    /// A place for a command without one.
    NoCommand(&'static str),
    /// A redirection without a file.
    NoTarget,
    /// A here-document without its last line.
    UnclosedHeredoc,
    /// More levels than are read.
    TooDeep,
}

impl Fault {
    /// What is wrong in a lower-case sentence; `text` is the script.
    pub fn message(&self, text: &str) -> String {
        let here = self.range.slice(text);
        match self.kind {
            FaultKind::UnclosedQuote(quote) => format!("the {quote} that opens here is not closed"),
            FaultKind::Unclosed(opener) => format!("`{opener}` is not closed"),
            FaultKind::Missing(opener, closer) => {
                format!("`{opener}` has no `{closer}`")
            }
            FaultKind::Unexpected => format!("`{here}` has nothing that it could belong to"),
            FaultKind::NoCommand(before) => format!("no command follows `{before}`"),
            FaultKind::NoTarget => format!("no file follows `{here}`"),
            FaultKind::UnclosedHeredoc => {
                format!("the here-document of `{here}` has no last line")
            }
            FaultKind::TooDeep => "this is nested too deep to be read".to_owned(),
        }
    }
}
