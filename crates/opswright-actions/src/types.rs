//! What values an expression can have.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A kind of value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Nothing is known.
    Any,
    /// `null`
    Null,
    /// True or false.
    Bool,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list of such values.
    List(Arc<Type>),
    /// What `.*` gives: a list whose properties are those of its items.
    Each(Arc<Type>),
    /// Named values.
    Object(Arc<Object>),
}

/// Named values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// The names that are known, in lower case.
    pub known: BTreeMap<String, Type>,
    /// What any other name has; without it there is no other name.
    pub rest: Option<Type>,
}

impl Type {
    /// An object with these names and no others.
    pub fn exactly<N: Into<String>>(known: impl IntoIterator<Item = (N, Type)>) -> Self {
        Self::object(known, None)
    }

    /// An object with these names, and others.
    pub fn at_least<N: Into<String>>(known: impl IntoIterator<Item = (N, Type)>) -> Self {
        Self::object(known, Some(Self::Any))
    }

    /// An object where every name has such a value.
    pub fn map_of(value: Type) -> Self {
        Self::object::<String>([], Some(value))
    }

    /// An object of which nothing is known.
    pub fn open() -> Self {
        Self::map_of(Self::Any)
    }

    /// A list of such values.
    pub fn list_of(item: Type) -> Self {
        Self::List(Arc::new(item))
    }

    fn object<N: Into<String>>(
        known: impl IntoIterator<Item = (N, Type)>,
        rest: Option<Type>,
    ) -> Self {
        Self::Object(Arc::new(Object {
            known: known
                .into_iter()
                .map(|(name, value)| (name.into().to_ascii_lowercase(), value))
                .collect(),
            rest,
        }))
    }

    /// With an article, for people.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Any => "an unknown value",
            Self::Null => "null",
            Self::Bool => "a truth value",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::List(_) | Self::Each(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// What a value is that may be of either type.
    #[must_use]
    pub fn or(self, other: Type) -> Type {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Text, Self::Number | Self::Bool) | (Self::Number | Self::Bool, Self::Text) => {
                Self::Text
            }
            (Self::List(a), Self::List(b)) => {
                Self::list_of(a.as_ref().clone().or(b.as_ref().clone()))
            }
            (Self::Object(a), Self::Object(b)) => Self::Object(Arc::new(joined(&a, &b))),
            _ => Self::Any,
        }
    }

    /// Whether a value of this type may stand where `wanted` is asked for.
    pub fn fits(&self, wanted: &Type) -> bool {
        match (self, wanted) {
            (Self::Any, _)
            | (_, Self::Any | Self::Bool)
            | (Self::Null, Self::Null)
            | (Self::Number, Self::Number)
            | (Self::Text | Self::Number, Self::Text)
            | (Self::Object(_), Self::Object(_)) => true,
            (Self::List(a) | Self::Each(a), Self::List(b)) => a.fits(b),
            _ => false,
        }
    }

    /// Whether a value of this type says something when it is put into a text.
    pub fn is_textual(&self) -> bool {
        matches!(self, Self::Any | Self::Bool | Self::Number | Self::Text)
    }
}

fn joined(a: &Object, b: &Object) -> Object {
    let mut known = a.known.clone();
    for (name, value) in &b.known {
        let value = match known.remove(name) {
            Some(own) => own.or(value.clone()),
            None => value.clone(),
        };
        known.insert(name.clone(), value);
    }
    let rest = match (&a.rest, &b.rest) {
        (None, rest) | (rest, None) => rest.clone(),
        (Some(a), Some(b)) => Some(a.clone().or(b.clone())),
    };
    Object { known, rest }
}
