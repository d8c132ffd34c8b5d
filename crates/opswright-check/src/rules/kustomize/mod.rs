//! Rules for Kustomize folders.

pub(crate) mod deprecated_kustomize_field;
pub(crate) mod missing_kustomize_file;
pub(crate) mod unpinned_remote_resource;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &deprecated_kustomize_field::RULE,
    &missing_kustomize_file::RULE,
    &unpinned_remote_resource::RULE,
];
