//! Rules for files of more than one format.

pub(crate) mod duplicate_key;
pub(crate) mod end_of_life_image;
pub(crate) mod invalid_utf_8;
pub(crate) mod localhost_probe;
pub(crate) mod syntax_error;
pub(crate) mod too_large;
pub(crate) mod undigested_image;
pub(crate) mod unknown_rule;
pub(crate) mod unlocked_install;
pub(crate) mod unreadable_path;
