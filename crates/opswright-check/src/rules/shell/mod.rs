//! Rules for shell: scripts, RUN of Dockerfiles, `run:` of workflows and actions.

pub(crate) mod array_in_string;
pub(crate) mod echo_with_escapes;
pub(crate) mod glob_as_option;
pub(crate) mod interrupted_quotes;
pub(crate) mod literal_expansion;
pub(crate) mod loop_over_find;
pub(crate) mod loop_over_ls;
pub(crate) mod masked_exit_status;
pub(crate) mod parsed_ls;
pub(crate) mod quoted_tilde;
pub(crate) mod read_without_r;
pub(crate) mod unbraced_index;
pub(crate) mod unbraced_position;
pub(crate) mod unchecked_cd;
pub(crate) mod unguarded_removal;
pub(crate) mod unquoted_arguments;
pub(crate) mod unquoted_substitution;
pub(crate) mod unquoted_variable;
mod words;
pub(crate) mod words_for_lines;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &array_in_string::RULE,
    &echo_with_escapes::RULE,
    &glob_as_option::RULE,
    &interrupted_quotes::RULE,
    &literal_expansion::RULE,
    &loop_over_find::RULE,
    &loop_over_ls::RULE,
    &masked_exit_status::RULE,
    &parsed_ls::RULE,
    &quoted_tilde::RULE,
    &read_without_r::RULE,
    &unbraced_index::RULE,
    &unbraced_position::RULE,
    &unchecked_cd::RULE,
    &unguarded_removal::RULE,
    &unquoted_arguments::RULE,
    &unquoted_substitution::RULE,
    &unquoted_variable::RULE,
    &words_for_lines::RULE,
];
