//! A query inside a scalar of a file.

use std::cell::OnceCell;

use opswright_promql::{Dialect, Query, parse};
use opswright_source::{Edit, Range};
use opswright_yaml::{Node, Places};

/// A query and the scalar that holds it.
#[derive(Debug)]
pub struct Embedded<'a> {
    /// The scalar.
    pub node: Node<'a>,
    /// What it says.
    pub query: Query,
    places: OnceCell<Option<Places>>,
}

impl<'a> Embedded<'a> {
    /// The query of a scalar.
    pub fn new(node: Node<'a>, dialect: Dialect) -> Option<Self> {
        Some(Self {
            node,
            query: parse(node.as_str()?, dialect),
            places: OnceCell::new(),
        })
    }

    fn places(&self, text: &str) -> Option<&Places> {
        self.places
            .get_or_init(|| Places::of(self.node, text))
            .as_ref()
    }

    /// Bytes in the file's `text` of a range of the query.
    pub fn range(&self, text: &str, range: Range) -> Range {
        self.places(text)
            .map_or(self.node.range(), |places| places.range(range))
    }

    /// Replaces a range of the query; `None` where the scalar cannot hold it as it is written.
    pub fn edit(&self, text: &str, range: Range, new: &str) -> Option<Edit> {
        self.places(text)?.edit(range, new)
    }
}
