//! Rules for files of variables.

pub(crate) mod committed_variables;
pub(crate) mod duplicate_dotenv_key;
pub(crate) mod spaced_dotenv_assignment;
pub(crate) mod unquoted_dotenv_value;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &committed_variables::RULE,
    &duplicate_dotenv_key::RULE,
    &spaced_dotenv_assignment::RULE,
    &unquoted_dotenv_value::RULE,
];
