//! Rules for shell: scripts, RUN of Dockerfiles, `run:` of workflows and actions.

pub(crate) mod always_true_alternative;
pub(crate) mod and_or_for_if;
pub(crate) mod arguments_as_text;
pub(crate) mod array_in_sh;
pub(crate) mod array_in_string;
pub(crate) mod array_without_index;
pub(crate) mod backquoted_substitution;
pub(crate) mod bash_expansion_in_sh;
pub(crate) mod bash_keyword_in_sh;
pub(crate) mod bash_option_in_sh;
pub(crate) mod bash_redirect_in_sh;
pub(crate) mod bash_variable_in_sh;
pub(crate) mod captured_redirect;
pub(crate) mod carriage_return_in_script;
pub(crate) mod cd_back;
pub(crate) mod competing_redirects;
pub(crate) mod constant_case;
pub(crate) mod constant_test;
pub(crate) mod counted_grep;
pub(crate) mod declaration_used_at_once;
pub(crate) mod disabled_certificate_check;
pub(crate) mod dollar_in_arithmetic;
pub(crate) mod dollar_in_assignment;
pub(crate) mod double_bracket_in_sh;
pub(crate) mod double_equals_in_sh;
pub(crate) mod echo_option_in_sh;
pub(crate) mod echo_with_escapes;
pub(crate) mod egrep_command;
pub(crate) mod executed_output;
pub(crate) mod exported_value;
pub(crate) mod expr_command;
pub(crate) mod file_read_and_written;
pub(crate) mod find_exec_injection;
pub(crate) mod find_into_xargs;
pub(crate) mod find_or_without_parentheses;
pub(crate) mod flag_as_command;
pub(crate) mod glob_as_option;
pub(crate) mod glob_in_test;
pub(crate) mod grep_output_in_test;
pub(crate) mod grepped_ps;
pub(crate) mod home_in_search_path;
pub(crate) mod ignored_negation;
pub(crate) mod indirect_exit_status;
pub(crate) mod input_not_read;
pub(crate) mod interrupted_quotes;
pub(crate) mod invalid_exit_status;
pub(crate) mod invisible_space;
pub(crate) mod joined_test;
pub(crate) mod literal_expansion;
pub(crate) mod literal_ifs_escape;
pub(crate) mod local_outside_function;
pub(crate) mod loop_over_find;
pub(crate) mod loop_over_ls;
pub(crate) mod masked_exit_status;
pub(crate) mod misplaced_shebang;
pub(crate) mod missing_destination;
pub(crate) mod missing_shebang;
pub(crate) mod missing_space_in_test;
pub(crate) mod mode_of_last_folder;
pub(crate) mod negated_test;
pub(crate) mod number_as_file;
pub(crate) mod number_compared_as_text;
pub(crate) mod old_arithmetic;
pub(crate) mod operator_without_spaces;
pub(crate) mod parentheses_for_test;
pub(crate) mod parsed_ls;
pub(crate) mod password_set_in_build;
pub(crate) mod prefixed_comparison;
pub(crate) mod printf_argument_mismatch;
pub(crate) mod quoted_regex;
pub(crate) mod quoted_tilde;
pub(crate) mod quotes_in_variable;
pub(crate) mod read_without_r;
pub(crate) mod redirect_before_sudo;
pub(crate) mod redirect_in_test;
pub(crate) mod repeated_redirect;
pub(crate) mod reused_loop_variable;
pub(crate) mod search_path_replaced;
pub(crate) mod self_assignment;
pub(crate) mod several_shebang_arguments;
pub(crate) mod shell_syntax_error;
pub(crate) mod single_turn_loop;
pub(crate) mod source_in_sh;
pub(crate) mod spaced_assignment;
pub(crate) mod split_into_array;
pub(crate) mod status_of_test;
pub(crate) mod stderr_before_file;
pub(crate) mod stdin_swallowed_in_loop;
pub(crate) mod sudo_with_builtin;
pub(crate) mod trap_expanded_early;
pub(crate) mod typographic_quote;
pub(crate) mod unbraced_index;
pub(crate) mod unbraced_position;
pub(crate) mod unchecked_cd;
pub(crate) mod unguarded_removal;
pub(crate) mod unquoted_arguments;
pub(crate) mod unquoted_find_pattern;
pub(crate) mod unquoted_pattern_operand;
pub(crate) mod unquoted_substitution;
pub(crate) mod unquoted_test_operand;
pub(crate) mod unquoted_tr_set;
pub(crate) mod unquoted_variable;
pub(crate) mod unreachable_arm;
pub(crate) mod unreachable_command;
pub(crate) mod unsigned_package;
pub(crate) mod untrappable_signal;
pub(crate) mod unused_shell_variable;
pub(crate) mod useless_cat;
pub(crate) mod useless_echo;
pub(crate) mod value_read_into;
pub(crate) mod variable_in_format;
pub(crate) mod variable_lost_in_subshell;
pub(crate) mod which_command;
pub(crate) mod word_outside_quotes;
mod words;
pub(crate) mod words_for_lines;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &always_true_alternative::RULE,
    &and_or_for_if::RULE,
    &arguments_as_text::RULE,
    &array_in_sh::RULE,
    &array_in_string::RULE,
    &array_without_index::RULE,
    &backquoted_substitution::RULE,
    &bash_expansion_in_sh::RULE,
    &bash_keyword_in_sh::RULE,
    &bash_option_in_sh::RULE,
    &bash_redirect_in_sh::RULE,
    &bash_variable_in_sh::RULE,
    &captured_redirect::RULE,
    &carriage_return_in_script::RULE,
    &cd_back::RULE,
    &competing_redirects::RULE,
    &constant_case::RULE,
    &constant_test::RULE,
    &counted_grep::RULE,
    &declaration_used_at_once::RULE,
    &disabled_certificate_check::RULE,
    &dollar_in_arithmetic::RULE,
    &dollar_in_assignment::RULE,
    &double_bracket_in_sh::RULE,
    &double_equals_in_sh::RULE,
    &echo_option_in_sh::RULE,
    &echo_with_escapes::RULE,
    &egrep_command::RULE,
    &executed_output::RULE,
    &exported_value::RULE,
    &expr_command::RULE,
    &file_read_and_written::RULE,
    &find_exec_injection::RULE,
    &find_into_xargs::RULE,
    &find_or_without_parentheses::RULE,
    &flag_as_command::RULE,
    &glob_as_option::RULE,
    &glob_in_test::RULE,
    &grep_output_in_test::RULE,
    &grepped_ps::RULE,
    &home_in_search_path::RULE,
    &ignored_negation::RULE,
    &indirect_exit_status::RULE,
    &input_not_read::RULE,
    &interrupted_quotes::RULE,
    &invalid_exit_status::RULE,
    &invisible_space::RULE,
    &joined_test::RULE,
    &literal_expansion::RULE,
    &literal_ifs_escape::RULE,
    &local_outside_function::RULE,
    &loop_over_find::RULE,
    &loop_over_ls::RULE,
    &masked_exit_status::RULE,
    &misplaced_shebang::RULE,
    &missing_destination::RULE,
    &missing_shebang::RULE,
    &missing_space_in_test::RULE,
    &mode_of_last_folder::RULE,
    &negated_test::RULE,
    &number_as_file::RULE,
    &number_compared_as_text::RULE,
    &old_arithmetic::RULE,
    &operator_without_spaces::RULE,
    &parentheses_for_test::RULE,
    &parsed_ls::RULE,
    &password_set_in_build::RULE,
    &prefixed_comparison::RULE,
    &printf_argument_mismatch::RULE,
    &quoted_regex::RULE,
    &quoted_tilde::RULE,
    &quotes_in_variable::RULE,
    &read_without_r::RULE,
    &redirect_before_sudo::RULE,
    &redirect_in_test::RULE,
    &repeated_redirect::RULE,
    &reused_loop_variable::RULE,
    &search_path_replaced::RULE,
    &self_assignment::RULE,
    &several_shebang_arguments::RULE,
    &shell_syntax_error::RULE,
    &single_turn_loop::RULE,
    &source_in_sh::RULE,
    &spaced_assignment::RULE,
    &split_into_array::RULE,
    &status_of_test::RULE,
    &stderr_before_file::RULE,
    &stdin_swallowed_in_loop::RULE,
    &sudo_with_builtin::RULE,
    &trap_expanded_early::RULE,
    &typographic_quote::RULE,
    &unbraced_index::RULE,
    &unbraced_position::RULE,
    &unchecked_cd::RULE,
    &unguarded_removal::RULE,
    &unquoted_arguments::RULE,
    &unquoted_find_pattern::RULE,
    &unquoted_pattern_operand::RULE,
    &unquoted_substitution::RULE,
    &unquoted_test_operand::RULE,
    &unquoted_tr_set::RULE,
    &unquoted_variable::RULE,
    &unreachable_arm::RULE,
    &unreachable_command::RULE,
    &unsigned_package::RULE,
    &untrappable_signal::RULE,
    &unused_shell_variable::RULE,
    &useless_cat::RULE,
    &useless_echo::RULE,
    &value_read_into::RULE,
    &variable_in_format::RULE,
    &variable_lost_in_subshell::RULE,
    &which_command::RULE,
    &word_outside_quotes::RULE,
    &words_for_lines::RULE,
];
