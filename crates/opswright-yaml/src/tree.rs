//! The tree of one file, as an arena of nodes.

use opswright_source::{LineIndex, Range};

use crate::node::Node;

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// Index of a node in its arena.
pub(crate) type Id = usize;

/// What one node holds.
#[derive(Debug, Clone)]
pub(crate) enum Data {
    Scalar { value: String, style: Style },
    Sequence(Vec<Id>),
    Mapping(Vec<(Id, Id)>),
    Alias { name: String, target: Option<Id> },
}

/// One node in the arena.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) range: Range,
    pub(crate) data: Data,
    pub(crate) anchor: Option<String>,
    pub(crate) tag: Option<String>,
    pub(crate) parent: Option<Id>,
    /// Whether the collection is written with brackets.
    pub(crate) flow: bool,
}

/// Everything that was read from one file.
#[derive(Debug, Clone)]
pub struct Yaml {
    pub(crate) slots: Vec<Slot>,
    pub(crate) roots: Vec<Id>,
    pub(crate) lines: LineIndex,
}

impl Yaml {
    pub(crate) fn empty(text: &str) -> Self {
        Self {
            slots: Vec::new(),
            roots: Vec::new(),
            lines: LineIndex::new(text),
        }
    }

    /// The root of the first document; `None` for a file without content.
    pub fn root(&self) -> Option<Node<'_>> {
        self.roots.first().map(|id| Node::new(self, *id))
    }

    /// The root of each document that has content.
    pub fn documents(&self) -> impl Iterator<Item = Node<'_>> {
        self.roots.iter().map(|id| Node::new(self, *id))
    }

    /// Lines of the file.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Line (from 1) of a byte offset.
    pub fn line(&self, offset: usize) -> u32 {
        self.lines.line(offset)
    }
}
