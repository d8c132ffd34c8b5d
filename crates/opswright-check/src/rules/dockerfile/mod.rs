//! Rules for Dockerfiles and .dockerignore files.

pub(crate) mod add_for_copy;
pub(crate) mod apt_in_script;
mod arguments;
pub(crate) mod build_tools_in_image;
pub(crate) mod cd_for_workdir;
pub(crate) mod consecutive_runs;
pub(crate) mod constant_platform;
pub(crate) mod copy_from_itself;
pub(crate) mod copy_of_ignored_file;
pub(crate) mod copy_to_file;
pub(crate) mod corepack_missing;
pub(crate) mod distribution_upgrade;
pub(crate) mod doubled_layer;
pub(crate) mod duplicate_stage_name;
pub(crate) mod empty_continuation_line;
pub(crate) mod exposed_ssh_port;
pub(crate) mod image_without_health_check;
mod install_without_cache;
pub(crate) mod interactive_install;
pub(crate) mod invalid_port;
pub(crate) mod legacy_key_value;
pub(crate) mod maintainer_instruction;
mod manifest_left_behind;
pub(crate) mod missing_dockerignore;
pub(crate) mod missing_probe_tool;
pub(crate) mod mixed_as_case;
pub(crate) mod mixed_instruction_case;
pub(crate) mod named_user;
pub(crate) mod noisy_download;
pub(crate) mod overridden_instruction;
pub(crate) mod package_cache_kept;
mod packages;
pub(crate) mod pip_cache_kept;
pub(crate) mod piped_installer;
pub(crate) mod pointless_command;
pub(crate) mod probe_port_mismatch;
pub(crate) mod recommended_packages;
pub(crate) mod redundant_platform;
pub(crate) mod relative_copy_destination;
pub(crate) mod relative_workdir;
pub(crate) mod remote_add;
mod repeated_install;
pub(crate) mod replaced_shell;
pub(crate) mod reserved_stage_name;
pub(crate) mod root_user;
pub(crate) mod secret_file_copied;
pub(crate) mod secret_in_image;
pub(crate) mod secret_removed_later;
pub(crate) mod shell_form_entrypoint;
pub(crate) mod source_before_install;
mod stages;
pub(crate) mod stale_package_index;
pub(crate) mod sudo_in_build;
pub(crate) mod two_downloaders;
pub(crate) mod unchecked_pipe;
pub(crate) mod undefined_image_argument;
pub(crate) mod undefined_variable;
pub(crate) mod unknown_stage;
pub(crate) mod unpinned_base_image;
pub(crate) mod unpinned_package;
pub(crate) mod unused_argument;
pub(crate) mod unused_stage;
pub(crate) mod upper_case_protocol;
pub(crate) mod upper_case_stage_name;
pub(crate) mod wide_dockerignore;
pub(crate) mod world_writable;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &add_for_copy::RULE,
    &apt_in_script::RULE,
    &build_tools_in_image::RULE,
    &cd_for_workdir::RULE,
    &constant_platform::RULE,
    &copy_from_itself::RULE,
    &copy_of_ignored_file::RULE,
    &copy_to_file::RULE,
    &corepack_missing::RULE,
    &distribution_upgrade::RULE,
    &doubled_layer::RULE,
    &duplicate_stage_name::RULE,
    &empty_continuation_line::RULE,
    &exposed_ssh_port::RULE,
    &noisy_download::RULE,
    &pip_cache_kept::RULE,
    &consecutive_runs::RULE,
    &two_downloaders::RULE,
    &image_without_health_check::RULE,
    &install_without_cache::RULE,
    &interactive_install::RULE,
    &invalid_port::RULE,
    &legacy_key_value::RULE,
    &maintainer_instruction::RULE,
    &manifest_left_behind::RULE,
    &missing_dockerignore::RULE,
    &missing_probe_tool::RULE,
    &mixed_as_case::RULE,
    &mixed_instruction_case::RULE,
    &named_user::RULE,
    &overridden_instruction::RULE,
    &package_cache_kept::RULE,
    &piped_installer::RULE,
    &pointless_command::RULE,
    &probe_port_mismatch::RULE,
    &recommended_packages::RULE,
    &redundant_platform::RULE,
    &relative_copy_destination::RULE,
    &relative_workdir::RULE,
    &remote_add::RULE,
    &repeated_install::RULE,
    &replaced_shell::RULE,
    &reserved_stage_name::RULE,
    &root_user::RULE,
    &secret_file_copied::RULE,
    &secret_in_image::RULE,
    &secret_removed_later::RULE,
    &shell_form_entrypoint::RULE,
    &source_before_install::RULE,
    &stale_package_index::RULE,
    &sudo_in_build::RULE,
    &unchecked_pipe::RULE,
    &undefined_image_argument::RULE,
    &undefined_variable::RULE,
    &unknown_stage::RULE,
    &unpinned_base_image::RULE,
    &unpinned_package::RULE,
    &unused_argument::RULE,
    &unused_stage::RULE,
    &upper_case_protocol::RULE,
    &upper_case_stage_name::RULE,
    &wide_dockerignore::RULE,
    &world_writable::RULE,
];
