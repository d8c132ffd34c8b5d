//! Rules for files of more than one format.

pub(crate) mod duplicate_key;
pub(crate) mod end_of_life_image;
pub(crate) mod expired_suppression;
pub(crate) mod invalid_utf_8;
pub(crate) mod localhost_probe;
pub(crate) mod syntax_error;
pub(crate) mod too_large;
pub(crate) mod undigested_image;
pub(crate) mod unexplained_suppression;
pub(crate) mod unknown_rule;
pub(crate) mod unlocked_install;
pub(crate) mod unreadable_path;
pub(crate) mod unused_suppression;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &duplicate_key::RULE,
    &end_of_life_image::RULE,
    &expired_suppression::RULE,
    &invalid_utf_8::RULE,
    &localhost_probe::RULE,
    &syntax_error::RULE,
    &too_large::RULE,
    &undigested_image::RULE,
    &unexplained_suppression::RULE,
    &unknown_rule::RULE,
    &unlocked_install::RULE,
    &unreadable_path::RULE,
    &unused_suppression::RULE,
];
