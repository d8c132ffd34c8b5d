//! Bodies, blocks and attributes: what an HCL file is made of.

use opswright_source::Range;

use crate::tree::Expression;

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The name.
    pub text: String,
    /// Its bytes.
    pub range: Range,
}

/// A label of a block; its range holds the quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The label without quotes.
    pub text: String,
    /// Its bytes.
    pub range: Range,
}

/// `name = value`
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: Word,
    /// Its value.
    pub value: Expression,
    /// From the name to the end of the value.
    pub range: Range,
}

/// `kind "label" { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its first word.
    pub kind: Word,
    /// Its labels.
    pub labels: Vec<Label>,
    /// What stands between the braces.
    pub body: Body,
    /// From the first word to before the opening brace.
    pub header: Range,
    /// All of it.
    pub range: Range,
}

/// One entry of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An attribute.
    Attribute(Attribute),
    /// A block.
    Block(Block),
}

/// The entries of a file or a block, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// Its entries.
    pub items: Vec<Item>,
    /// From after the opening brace to before the closing one; all of a file.
    pub range: Range,
}

impl Body {
    /// All attributes.
    pub fn attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.items.iter().filter_map(|item| match item {
            Item::Attribute(attribute) => Some(attribute),
            Item::Block(_) => None,
        })
    }

    /// All blocks.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.items.iter().filter_map(|item| match item {
            Item::Block(block) => Some(block),
            Item::Attribute(_) => None,
        })
    }

    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes()
            .find(|attribute| attribute.name.text == name)
    }

    /// The value of this name.
    pub fn value(&self, name: &str) -> Option<&Expression> {
        self.attribute(name).map(|attribute| &attribute.value)
    }

    /// Blocks of this kind.
    pub fn blocks_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks().filter(move |block| block.kind.text == kind)
    }

    /// The first block of this kind.
    pub fn block(&self, kind: &str) -> Option<&Block> {
        self.blocks().find(|block| block.kind.text == kind)
    }

    /// Calls `look` with every expression in it, outer ones first.
    pub fn walk<'a>(&'a self, look: &mut dyn FnMut(&'a Expression)) {
        for item in &self.items {
            match item {
                Item::Attribute(attribute) => attribute.value.walk(look),
                Item::Block(block) => block.body.walk(look),
            }
        }
    }
}

impl Block {
    /// The label at this place, or nothing.
    pub fn label(&self, at: usize) -> &str {
        self.labels.get(at).map_or("", |label| &label.text)
    }
}
