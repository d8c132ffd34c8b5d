//! What stands at a path of names, through blocks, dynamic blocks and objects alike.

use opswright_source::Range;

use crate::structure::{Block, Body, Item};
use crate::tree::{Expression, ObjectItem};

/// Something that holds named values: a body, or an object.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// A block's body, and where the block is named.
    Body(&'a Body, Range),
    /// An object's entries, and where its name stands.
    Object(&'a [ObjectItem], Range),
}

/// What stands at a name.
#[derive(Debug, Clone, Default)]
pub struct Named<'a> {
    /// Values of attributes and keys, and the bytes of each with its name.
    pub values: Vec<(&'a Expression, Range)>,
    /// Blocks and objects of this name.
    pub scopes: Vec<Scope<'a>>,
    /// Whether there may be more that only Terraform knows.
    pub unknown: bool,
    /// Whether some of it is made by a dynamic block, perhaps not even once.
    pub dynamic: bool,
}

impl Named<'_> {
    /// Whether there is nothing of this name, surely.
    pub fn is_missing(&self) -> bool {
        self.values.is_empty() && self.scopes.is_empty() && !self.unknown
    }
}

impl<'a> Scope<'a> {
    /// The scope of a block.
    pub fn of(block: &'a Block) -> Self {
        Self::Body(&block.body, block.header)
    }

    /// Where it is named.
    pub fn place(&self) -> Range {
        match self {
            Self::Body(_, place) | Self::Object(_, place) => *place,
        }
    }

    /// What stands at `name`.
    pub fn get(&self, name: &str) -> Named<'a> {
        let mut found = Named::default();
        match self {
            Self::Body(body, _) => {
                for item in &body.items {
                    match item {
                        Item::Attribute(attribute) if attribute.name.text == name => {
                            found.value(&attribute.value, attribute.range, attribute.name.range);
                        }
                        Item::Block(block) if block.kind.text == name => {
                            found.scopes.push(Scope::of(block));
                        }
                        Item::Block(block)
                            if block.kind.text == "dynamic" && block.label(0) == name =>
                        {
                            found.dynamic = true;
                            let content = block.body.block("content");
                            found.scopes.extend(
                                content.map(|content| Scope::Body(&content.body, block.header)),
                            );
                        }
                        _ => {}
                    }
                }
            }
            Self::Object(items, _) => {
                for item in *items {
                    match item.name() {
                        Some(key) if key == name => {
                            let whole = Range::new(item.key.range.start, item.value.range.end);
                            found.value(&item.value, whole, item.key.range);
                        }
                        Some(_) => {}
                        None => found.unknown = true,
                    }
                }
            }
        }
        found
    }

    /// What stands at a path such as `versioning.enabled`.
    pub fn at(&self, path: &str) -> Named<'a> {
        let mut names = path.split('.');
        let mut found = self.get(names.next().unwrap_or(""));
        for name in names {
            let mut next = Named {
                unknown: found.unknown,
                dynamic: found.dynamic,
                ..Named::default()
            };
            for scope in &found.scopes {
                let inner = scope.get(name);
                next.values.extend(inner.values);
                next.scopes.extend(inner.scopes);
                next.unknown |= inner.unknown;
                next.dynamic |= inner.dynamic;
            }
            found = next;
        }
        found
    }
}

impl<'a> Named<'a> {
    fn value(&mut self, value: &'a Expression, whole: Range, name: Range) {
        if let Some(items) = value.entries() {
            self.scopes.push(Scope::Object(items, name));
        } else if let Some(items) = value.items() {
            for item in items {
                match item.entries() {
                    Some(entries) => self.scopes.push(Scope::Object(entries, item.range)),
                    None => self.unknown |= !item.is_literal(),
                }
            }
        } else if !value.is_literal() {
            self.unknown = true;
        }
        self.values.push((value, whole));
    }
}
