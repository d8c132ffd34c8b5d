//! Rules for shell: scripts, RUN of Dockerfiles, `run:` of workflows and actions.

pub(crate) mod always_true_alternative;
pub(crate) mod array_in_string;
pub(crate) mod carriage_return_in_script;
pub(crate) mod competing_redirects;
pub(crate) mod constant_test;
pub(crate) mod dollar_in_assignment;
pub(crate) mod echo_with_escapes;
pub(crate) mod executed_output;
pub(crate) mod file_read_and_written;
pub(crate) mod find_exec_injection;
pub(crate) mod find_into_xargs;
pub(crate) mod flag_as_command;
pub(crate) mod glob_as_option;
pub(crate) mod glob_in_test;
pub(crate) mod ignored_negation;
pub(crate) mod input_not_read;
pub(crate) mod interrupted_quotes;
pub(crate) mod invalid_exit_status;
pub(crate) mod joined_test;
pub(crate) mod literal_expansion;
pub(crate) mod local_outside_function;
pub(crate) mod loop_over_find;
pub(crate) mod loop_over_ls;
pub(crate) mod masked_exit_status;
pub(crate) mod missing_destination;
pub(crate) mod missing_shebang;
pub(crate) mod missing_space_in_test;
pub(crate) mod mode_of_last_folder;
pub(crate) mod negated_test;
pub(crate) mod number_as_file;
pub(crate) mod number_compared_as_text;
pub(crate) mod operator_without_spaces;
pub(crate) mod parsed_ls;
pub(crate) mod quoted_regex;
pub(crate) mod quoted_tilde;
pub(crate) mod read_without_r;
pub(crate) mod redirect_before_sudo;
pub(crate) mod redirect_in_test;
pub(crate) mod search_path_replaced;
pub(crate) mod shell_syntax_error;
pub(crate) mod spaced_assignment;
pub(crate) mod split_into_array;
pub(crate) mod stderr_before_file;
pub(crate) mod stdin_swallowed_in_loop;
pub(crate) mod trap_expanded_early;
pub(crate) mod typographic_quote;
pub(crate) mod unbraced_index;
pub(crate) mod unbraced_position;
pub(crate) mod unchecked_cd;
pub(crate) mod unguarded_removal;
pub(crate) mod unquoted_arguments;
pub(crate) mod unquoted_find_pattern;
pub(crate) mod unquoted_substitution;
pub(crate) mod unquoted_test_operand;
pub(crate) mod unquoted_variable;
pub(crate) mod untrappable_signal;
pub(crate) mod variable_in_format;
pub(crate) mod variable_lost_in_subshell;
mod words;
pub(crate) mod words_for_lines;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &always_true_alternative::RULE,
    &array_in_string::RULE,
    &carriage_return_in_script::RULE,
    &competing_redirects::RULE,
    &constant_test::RULE,
    &dollar_in_assignment::RULE,
    &echo_with_escapes::RULE,
    &executed_output::RULE,
    &file_read_and_written::RULE,
    &find_exec_injection::RULE,
    &find_into_xargs::RULE,
    &flag_as_command::RULE,
    &glob_as_option::RULE,
    &glob_in_test::RULE,
    &ignored_negation::RULE,
    &input_not_read::RULE,
    &interrupted_quotes::RULE,
    &invalid_exit_status::RULE,
    &joined_test::RULE,
    &literal_expansion::RULE,
    &local_outside_function::RULE,
    &loop_over_find::RULE,
    &loop_over_ls::RULE,
    &masked_exit_status::RULE,
    &missing_destination::RULE,
    &missing_shebang::RULE,
    &missing_space_in_test::RULE,
    &mode_of_last_folder::RULE,
    &negated_test::RULE,
    &number_as_file::RULE,
    &number_compared_as_text::RULE,
    &operator_without_spaces::RULE,
    &parsed_ls::RULE,
    &quoted_regex::RULE,
    &quoted_tilde::RULE,
    &read_without_r::RULE,
    &redirect_before_sudo::RULE,
    &redirect_in_test::RULE,
    &search_path_replaced::RULE,
    &shell_syntax_error::RULE,
    &spaced_assignment::RULE,
    &split_into_array::RULE,
    &stderr_before_file::RULE,
    &stdin_swallowed_in_loop::RULE,
    &trap_expanded_early::RULE,
    &typographic_quote::RULE,
    &unbraced_index::RULE,
    &unbraced_position::RULE,
    &unchecked_cd::RULE,
    &unguarded_removal::RULE,
    &unquoted_arguments::RULE,
    &unquoted_find_pattern::RULE,
    &unquoted_substitution::RULE,
    &unquoted_test_operand::RULE,
    &unquoted_variable::RULE,
    &untrappable_signal::RULE,
    &variable_in_format::RULE,
    &variable_lost_in_subshell::RULE,
    &words_for_lines::RULE,
];
