//! What stands at a path of an object: something, nothing, or what only a template or the patched object knows.

use opswright_yaml::Node;

use super::Openness;

/// Outcome of looking something up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Field<'a> {
    /// It is written here.
    Known(Node<'a>),
    /// It is not set, so the default holds.
    Absent,
    /// It may be set elsewhere.
    Unknown,
}

impl<'a> Field<'a> {
    /// The node, if it is written here.
    pub fn known(self) -> Option<Node<'a>> {
        match self {
            Self::Known(node) => Some(node),
            Self::Absent | Self::Unknown => None,
        }
    }

    /// Whether it is certainly not set.
    pub fn is_absent(self) -> bool {
        self == Self::Absent
    }

    /// Whether it is this truth value; an absent or unknown one is neither.
    pub fn is(self, value: bool) -> bool {
        self.known().and_then(|node| node.as_bool()) == Some(value)
    }

    /// This one, or another where it is absent.
    #[must_use]
    pub fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self.is_absent() { other() } else { self }
    }
}

/// Follows `path` below `node`.
pub(super) fn at<'a>(node: Node<'a>, path: &[&str], open: Openness) -> Field<'a> {
    let mut current = node;
    for part in path {
        if is_hole(current, open) {
            return Field::Unknown;
        }
        match current.get(part) {
            Some(next) => current = next,
            None => {
                return if open == Openness::Patch {
                    Field::Unknown
                } else {
                    Field::Absent
                };
            }
        }
    }
    if is_hole(current, open) {
        return Field::Unknown;
    }
    match (current.is_null(), open) {
        (true, Openness::Whole) => Field::Absent,
        (true, _) => Field::Unknown,
        (false, _) => Field::Known(current),
    }
}

/// Whether a template writes this.
fn is_hole(node: Node<'_>, open: Openness) -> bool {
    open == Openness::Templated
        && (node.is_null() || node.as_str().is_some_and(|text| text.contains("$_")))
}
