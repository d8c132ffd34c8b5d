//! Source text: trees, files, byte ranges, line index, edits.
//!
//! Invariants: nothing here touches a disk; all positions are byte offsets into the text as it was read.

mod edit;
mod file;
mod line_index;
mod range;
mod tree;

pub use edit::{Edit, EditError, apply_edits};
pub use file::{Files, SourceFile};
pub use line_index::{LineColumn, LineIndex};
pub use range::Range;
pub use tree::{Entry, Tree, Unreadable};
