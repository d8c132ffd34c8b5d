//! Rules for `opswright.toml`.

pub(crate) mod invalid_setting;
pub(crate) mod unknown_setting;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    // One a line, as in every table of rules.
    &invalid_setting::RULE,
    &unknown_setting::RULE,
];
