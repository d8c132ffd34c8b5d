//! A handle on one node: what it is, where it is, what is below it.

use opswright_source::Range;

use crate::tree::{Data, Id, Slot, Style, Yaml};

/// A node of a tree; copying it is free.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    tree: &'a Yaml,
    id: Id,
}

/// What a node is; aliases are shown as what they point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A scalar, also an empty one.
    Scalar,
    /// A list.
    Sequence,
    /// A map.
    Mapping,
    /// An alias whose anchor is unknown.
    Dangling,
}

/// A key and its value as written.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The key.
    pub key: Node<'a>,
    /// The value; an empty plain scalar where nothing is written.
    pub value: Node<'a>,
}

impl<'a> Entry<'a> {
    /// From the key's first byte to the value's last.
    pub fn range(&self) -> Range {
        let key = self.key.range();
        Range::new(key.start, self.value.range().end.max(key.end))
    }

    /// The key as text; empty where the key is not a scalar.
    pub fn name(&self) -> &'a str {
        self.key.as_str().unwrap_or("")
    }
}

impl<'a> Node<'a> {
    pub(crate) fn new(tree: &'a Yaml, id: Id) -> Self {
        Self { tree, id }
    }

    fn slot(&self) -> &'a Slot {
        &self.tree.slots[self.id]
    }

    /// The slot that an alias points to, or the node's own; anchors stand before their aliases, so this ends.
    fn target(&self) -> &'a Slot {
        let mut slot = self.slot();
        while let Data::Alias {
            target: Some(id), ..
        } = &slot.data
        {
            slot = &self.tree.slots[*id];
        }
        slot
    }

    /// Bytes of the node as written, without its anchor and tag; of an alias the `*name` itself.
    pub fn range(&self) -> Range {
        self.slot().range
    }

    /// Line (from 1) of the first byte.
    pub fn line(&self) -> u32 {
        self.tree.line(self.range().start)
    }

    /// What it is, aliases followed.
    pub fn kind(&self) -> Kind {
        match &self.target().data {
            Data::Scalar { .. } => Kind::Scalar,
            Data::Sequence(_) => Kind::Sequence,
            Data::Mapping(_) => Kind::Mapping,
            Data::Alias { .. } => Kind::Dangling,
        }
    }

    /// Name of its anchor.
    pub fn anchor(&self) -> Option<&'a str> {
        self.slot().anchor.as_deref()
    }

    /// Its tag as written (`!reset`).
    pub fn tag(&self) -> Option<&'a str> {
        self.slot().tag.as_deref()
    }

    /// The alias's name, if it is one.
    pub fn alias(&self) -> Option<&'a str> {
        match &self.slot().data {
            Data::Alias { name, .. } => Some(name),
            _ => None,
        }
    }

    /// Whether it is a list or map in brackets.
    pub fn is_flow(&self) -> bool {
        self.slot().flow
    }

    /// The collection that it is in; a key's and a value's parent is the mapping.
    pub fn parent(&self) -> Option<Node<'a>> {
        self.slot().parent.map(|id| Node::new(self.tree, id))
    }

    /// Text of a scalar after unquoting, whatever its type; empty for an empty one.
    pub fn as_str(&self) -> Option<&'a str> {
        match &self.target().data {
            Data::Scalar { value, .. } => Some(value),
            _ => None,
        }
    }

    /// How a scalar is written.
    pub fn style(&self) -> Option<Style> {
        match &self.target().data {
            Data::Scalar { style, .. } => Some(*style),
            _ => None,
        }
    }

    /// Items of a list; none for anything else.
    pub fn items(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let tree = self.tree;
        let ids: &'a [Id] = match &self.target().data {
            Data::Sequence(ids) => ids,
            _ => &[],
        };
        ids.iter().map(move |id| Node::new(tree, *id))
    }

    /// Entries of a map as written: duplicates kept, merge keys not expanded; none for anything else.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = Entry<'a>> + use<'a> {
        let tree = self.tree;
        let pairs: &'a [(Id, Id)] = match &self.target().data {
            Data::Mapping(pairs) => pairs,
            _ => &[],
        };
        pairs.iter().map(move |(key, value)| Entry {
            key: Node::new(tree, *key),
            value: Node::new(tree, *value),
        })
    }

    /// Nodes directly below, keys included, aliases not followed.
    pub(crate) fn children(&self) -> Vec<Node<'a>> {
        match &self.slot().data {
            Data::Sequence(ids) => ids.iter().map(|id| Node::new(self.tree, *id)).collect(),
            Data::Mapping(pairs) => pairs
                .iter()
                .flat_map(|(key, value)| [*key, *value])
                .map(|id| Node::new(self.tree, id))
                .collect(),
            Data::Scalar { .. } | Data::Alias { .. } => Vec::new(),
        }
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Node")
            .field("kind", &self.kind())
            .field("range", &self.range())
            .field("text", &self.as_str())
            .finish_non_exhaustive()
    }
}
