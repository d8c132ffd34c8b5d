//! Rules for secrets in whatever text.

pub(crate) mod committed_credential_file;
pub(crate) mod committed_private_key;
pub(crate) mod hard_coded_secret;
pub(crate) mod likely_secret;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &committed_credential_file::RULE,
    &committed_private_key::RULE,
    &hard_coded_secret::RULE,
    &likely_secret::RULE,
];
