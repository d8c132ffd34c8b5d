//! Holding a Compose file to the tables.

use std::collections::BTreeSet;

use opswright_source::Range;
use opswright_yaml::{Entry, Kind, Node, Yaml};

use super::form::Form;
use super::keys::TOP;
use super::service_keys::{LEGACY, SERVICE};
use super::shape::{Key, Plain, Shape, plain};
use crate::closeness::is_close;

/// A place where a file does not follow the specification.
#[derive(Debug)]
pub(crate) struct Fault<'a> {
    pub(crate) range: Range,
    pub(crate) what: What<'a>,
}

/// What is wrong there.
#[derive(Debug)]
pub(crate) enum What<'a> {
    /// A key that nobody reads.
    Unknown {
        key: Node<'a>,
        /// The map that it is in, for people.
        place: String,
        /// The one key that it may be meant for, if that is not there too.
        meant: Option<&'static str>,
        /// What became of it, where it is one of an older version.
        successor: Option<&'static str>,
    },
    /// A list where a map is read, and the like.
    Shape {
        place: String,
        is: &'static str,
        wanted: String,
        /// The scalar, where quotes around it are what is missing.
        unquoted: Option<Node<'a>>,
    },
    /// A value that cannot be read.
    Value { message: String },
    /// A key that has to be there.
    Missing { place: String, key: &'static str },
}

/// All faults of a file, in the order of their keys.
pub(crate) fn faults(yaml: &Yaml) -> Vec<Fault<'_>> {
    let Some(root) = yaml.root() else {
        return Vec::new();
    };
    let mut walk = Walk {
        found: Vec::new(),
        seen: BTreeSet::new(),
    };
    if root.kind() == Kind::Mapping && is_first_format(root) {
        walk.first_format(root);
    } else {
        walk.node(root, &Shape::Map(TOP), "the file");
    }
    walk.found
}

/// Whether services stand at the top, as they did before version 2.
fn is_first_format(root: Node<'_>) -> bool {
    root.get("services").is_none()
        && root.entries().any(|entry| {
            !entry.name().starts_with("x-")
                && !TOP.iter().any(|key| key.name == entry.name())
                && (entry.value.get("image").is_some() || entry.value.get("build").is_some())
        })
}

struct Walk<'a> {
    found: Vec<Fault<'a>>,
    /// Starts of maps that were walked: what several aliases name is looked at once.
    seen: BTreeSet<(usize, usize)>,
}

impl<'a> Walk<'a> {
    fn first_format(&mut self, root: Node<'a>) {
        let first = root
            .entries()
            .find(|entry| !entry.name().starts_with("x-") && entry.value.kind() == Kind::Mapping);
        if let Some(entry) = first {
            self.found.push(Fault {
                range: entry.key.range(),
                what: What::Unknown {
                    key: entry.key,
                    place: "the file".to_owned(),
                    meant: None,
                    successor: Some("all services stand under `services` now"),
                },
            });
        }
    }

    /// `place` names the node for people.
    fn node(&mut self, node: Node<'a>, shape: &'static Shape, place: &str) {
        // `!reset` and `!override` are about another file.
        if node.tag().is_some() || node.kind() == Kind::Dangling || node.is_null() {
            return;
        }
        let shape = match shape {
            Shape::Either(shapes) => shapes
                .iter()
                .find(|shape| shape.takes(node.kind()))
                .unwrap_or(shape),
            shape => shape,
        };
        if !shape.takes(node.kind()) {
            // A variable may hold what stands for a list in no version, but never a map.
            self.shape(node, kind(node.kind()), shape, place);
            return;
        }
        match shape {
            Shape::Any | Shape::Either(_) => {}
            Shape::Text(form) => self.text(node, *form, shape, place),
            Shape::Scalar(form) => self.scalar(node, *form, shape, place),
            Shape::Flag => self.flag(node, shape, place),
            Shape::List(inner) => {
                for item in node.items() {
                    self.node(item, inner, place);
                }
            }
            Shape::Map(keys) => self.map(node, keys, place),
            Shape::Names(inner) => {
                for entry in self.entries(node) {
                    self.node(entry.value, inner, entry.name());
                }
            }
            Shape::Pairs => self.pairs(node, place),
        }
    }

    /// The entries of a map and of what it merges, each map once.
    fn entries(&mut self, node: Node<'a>) -> Vec<Entry<'a>> {
        let mut found = Vec::new();
        let mut open = vec![node];
        while let Some(map) = open.pop() {
            for entry in map.entries() {
                let place = (entry.key.range().start, entry.value.range().start);
                if !self.seen.insert(place) {
                    continue;
                }
                if entry.name() == "<<" {
                    open.extend(entry.value.items());
                    open.push(entry.value);
                } else {
                    found.push(entry);
                }
            }
        }
        found
    }

    fn map(&mut self, node: Node<'a>, keys: &'static [Key], place: &str) {
        for entry in self.entries(node) {
            let name = entry.name();
            match keys.iter().find(|key| key.name == name) {
                Some(key) => self.node(entry.value, &key.shape, name),
                None if name.starts_with("x-") || name.contains('$') || name.is_empty() => {}
                None => self.unknown(node, &entry, keys, place),
            }
        }
        for key in keys.iter().filter(|key| key.required) {
            if node.get(key.name).is_none() {
                self.found.push(Fault {
                    range: node
                        .entries()
                        .next()
                        .map_or(node.range(), |entry| entry.key.range()),
                    what: What::Missing {
                        place: place.to_owned(),
                        key: key.name,
                    },
                });
            }
        }
    }

    fn unknown(&mut self, map: Node<'a>, entry: &Entry<'a>, keys: &'static [Key], place: &str) {
        let name = entry.name();
        let mut close = keys
            .iter()
            .map(|key| key.name)
            .filter(|key| is_close(key, name));
        let meant = match (close.next(), close.next()) {
            (Some(only), None) if map.get(only).is_none() => Some(only),
            _ => None,
        };
        let of_service = std::ptr::eq(keys, SERVICE);
        let successor = LEGACY
            .iter()
            .find(|(old, _)| of_service && *old == name)
            .map(|(_, successor)| *successor);
        self.found.push(Fault {
            range: entry.key.range(),
            what: What::Unknown {
                key: entry.key,
                place: place.to_owned(),
                meant: if successor.is_some() { None } else { meant },
                successor,
            },
        });
    }

    fn pairs(&mut self, node: Node<'a>, place: &str) {
        if node.kind() == Kind::Sequence {
            for item in node.items() {
                self.node(item, &Shape::Text(Form::Any), place);
            }
            return;
        }
        for entry in self.entries(node) {
            self.node(entry.value, &Shape::Any, entry.name());
            if entry.value.kind() != Kind::Scalar && entry.value.tag().is_none() {
                self.shape(
                    entry.value,
                    kind(entry.value.kind()),
                    &Shape::Scalar(Form::Any),
                    entry.name(),
                );
            }
        }
    }

    fn text(&mut self, node: Node<'a>, form: Form, shape: &'static Shape, place: &str) {
        let is = match plain(node) {
            Plain::Text | Plain::Nothing => return self.value(node, form, place),
            Plain::Flag => "a truth value",
            Plain::Number => "a number",
        };
        self.found.push(Fault {
            range: node.range(),
            what: What::Shape {
                place: place.to_owned(),
                is,
                wanted: shape.words(),
                unquoted: Some(node),
            },
        });
    }

    fn scalar(&mut self, node: Node<'a>, form: Form, shape: &'static Shape, place: &str) {
        match plain(node) {
            Plain::Flag => self.shape(node, "a truth value", shape, place),
            _ => self.value(node, form, place),
        }
    }

    fn flag(&mut self, node: Node<'a>, shape: &'static Shape, place: &str) {
        let text = node.as_str().unwrap_or("");
        let known = matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "1" | "0"
        );
        if !known && !text.contains('$') {
            self.shape(node, "something else", shape, place);
        }
    }

    fn value(&mut self, node: Node<'a>, form: Form, place: &str) {
        let text = node.as_str().unwrap_or("");
        if text.contains('$') {
            return;
        }
        if let Some(message) = form.fault(text, place) {
            self.found.push(Fault {
                range: node.range(),
                what: What::Value { message },
            });
        }
    }

    fn shape(&mut self, node: Node<'a>, is: &'static str, shape: &Shape, place: &str) {
        self.found.push(Fault {
            range: first_line(node),
            what: What::Shape {
                place: place.to_owned(),
                is,
                wanted: shape.words(),
                unquoted: None,
            },
        });
    }
}

/// The node, or the first entry of one that is long.
fn first_line(node: Node<'_>) -> Range {
    let first = node.entries().next().map(|entry| entry.key.range());
    first
        .or_else(|| node.items().next().map(|item| item.range()))
        .filter(|_| !node.is_flow())
        .unwrap_or(node.range())
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Scalar => "a plain value",
        Kind::Sequence => "a list",
        Kind::Mapping | Kind::Dangling => "a map",
    }
}
