//! Rules about files as such.

pub(crate) mod invalid_utf_8;
pub(crate) mod syntax_error;
pub(crate) mod too_large;
pub(crate) mod unknown_rule;
pub(crate) mod unreadable_path;
