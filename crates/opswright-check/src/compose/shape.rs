//! How a part of a Compose file may be built.

use opswright_yaml::{Kind, Node, Style};

use super::form::Form;

/// What a node may be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Anything.
    Any,
    /// A text; a number or a truth value without quotes is refused.
    Text(Form),
    /// A text or a number.
    Scalar(Form),
    /// A truth value, also as text.
    Flag,
    /// A list.
    List(&'static Shape),
    /// A map with these keys, and with keys of the reader's own (`x-`).
    Map(&'static [Key]),
    /// A map from names.
    Names(&'static Shape),
    /// Keys with plain values, as a map or as a list of `KEY=VALUE`.
    Pairs,
    /// One of these, told apart by the kind of node.
    Either(&'static [Shape]),
}

/// A key of a map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
}

/// A key that may be left out.
pub(super) const fn key(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        required: false,
    }
}

/// A key that must be there.
pub(super) const fn needed(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        required: true,
    }
}

impl Shape {
    /// Whether a node of this kind can have the shape.
    pub(super) fn takes(&self, kind: Kind) -> bool {
        match self {
            Self::Any => true,
            Self::Text(_) | Self::Scalar(_) | Self::Flag => kind == Kind::Scalar,
            Self::List(_) => kind == Kind::Sequence,
            Self::Map(_) | Self::Names(_) => kind == Kind::Mapping,
            Self::Pairs => kind != Kind::Scalar,
            Self::Either(shapes) => shapes.iter().any(|shape| shape.takes(kind)),
        }
    }

    /// The shape for people.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Any => "anything".to_owned(),
            Self::Text(_) => "a text".to_owned(),
            Self::Scalar(_) => "a number or a text".to_owned(),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) | Self::Names(_) => "a map".to_owned(),
            Self::Pairs => "a map or a list".to_owned(),
            Self::Either(shapes) => {
                let words: Vec<String> = shapes.iter().map(Shape::words).collect();
                words.join(" or ")
            }
        }
    }
}

/// What a scalar is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    Nothing,
    Flag,
    Number,
    Text,
}

/// What a scalar without quotes is read as; quotes make a text of everything.
pub(super) fn plain(node: Node<'_>) -> Plain {
    let text = node.as_str().unwrap_or("");
    if node.style() != Some(Style::Plain) || node.tag().is_some() {
        return Plain::Text;
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Nothing,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Plain::Flag,
        _ if is_number(text) => Plain::Number,
        _ => Plain::Text,
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']);
    let hexadecimal = digits
        .strip_prefix("0x")
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    hexadecimal
        || digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
            && digits.contains(|character: char| character.is_ascii_digit())
            && text.parse::<f64>().is_ok()
}
