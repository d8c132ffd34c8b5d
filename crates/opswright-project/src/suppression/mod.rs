//! Findings that a person has accepted in the file itself: our own comments, and those of other linters.
//!
//! `# opswright: allow RULE -- reason` covers its line, or the next item where it stands alone; `allow-block` covers the block
//! that begins on the next line, `allow-file` the file. `until 2027-01-31` after the rules ends it on that day.

mod extent;
mod line;
mod own;
mod peers;

use opswright_source::Range;

use crate::kind::Kind;
use crate::parsed::Syntax;

/// What is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    /// A rule by our name.
    Ours(String),
    /// A rule of another linter, `*` for all of its rules.
    Theirs {
        /// Name of the linter.
        peer: &'static str,
        /// Id of the rule there.
        id: String,
    },
}

/// Findings that are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// What is accepted.
    pub accepted: Vec<Accepted>,
    /// Bytes in which such findings are accepted.
    pub range: Range,
    /// The comment itself.
    pub comment: Range,
    /// Why; `None` where no reason is written.
    pub reason: Option<String>,
    /// The first day on which it holds no more, as written.
    pub until: Option<String>,
}

impl Suppression {
    /// Whether it is written as Opswright's own comment.
    pub fn is_own(&self) -> bool {
        self.accepted
            .iter()
            .any(|accepted| matches!(accepted, Accepted::Ours(_)))
    }
}

/// All of a file, in the order of their comments.
pub(crate) fn suppressions(text: &str, kind: Kind, syntax: &Syntax) -> Vec<Suppression> {
    let mut found = Vec::new();
    if own::may_be_in(text) {
        found.extend(own::suppressions(text, kind, syntax));
    }
    // In a file of which only the secrets matter no other comment means anything.
    let only_secrets = kind == Kind::Other;
    if text.contains("gitleaks:allow") || (!only_secrets && peers::may_be_in(text)) {
        found.extend(peers::suppressions(text, kind, syntax));
    }
    found.sort_by_key(|suppression| suppression.comment);
    found
}
