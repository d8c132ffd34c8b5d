//! What a value of a workflow may look like.

use opswright_actions::Place;

/// The look of a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// Whatever; or something that is looked at elsewhere.
    Any,
    /// A text with something in it.
    Text,
    /// A text, also an empty one.
    MayBeEmpty,
    /// `true` or `false`.
    Bool,
    /// A whole number above 0.
    Whole,
    /// A number above 0.
    Number,
    /// One text, or a list of them.
    Texts,
    /// A list of texts.
    ListOfTexts,
    /// A list of such values.
    List(&'static Form),
    /// A map with these keys.
    Map(&'static Fields),
    /// A map with these keys, or nothing.
    MapOrNothing(&'static Fields),
    /// A text, or a map with these keys.
    TextOr(&'static Fields),
    /// Names with such values.
    Named(&'static Form),
    /// Names with such values, or nothing.
    NamedOrNothing(&'static Form),
    /// Names of variables with their values.
    Variables,
    /// `if`
    Condition,
    /// The name of a shell.
    Shell,
    /// A user and a password of a registry.
    Credentials,
    /// Rights of the token.
    Permissions,
}

/// The keys of a map.
#[derive(Debug)]
pub(super) struct Fields {
    /// Whose keys they are, for people.
    pub(super) what: &'static str,
    pub(super) keys: &'static [Key],
    /// Those that must be there.
    pub(super) required: &'static [&'static str],
}

/// One key.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) form: Form,
    /// What an expression in its value can see.
    pub(super) place: Place,
}

/// A key.
pub(super) const fn key(name: &'static str, form: Form, place: Place) -> Key {
    Key { name, form, place }
}
