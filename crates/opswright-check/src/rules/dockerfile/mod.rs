//! Rules for Dockerfiles and .dockerignore files.

pub(crate) mod add_for_copy;
pub(crate) mod build_tools_in_image;
pub(crate) mod corepack_missing;
pub(crate) mod image_without_health_check;
pub(crate) mod missing_dockerignore;
pub(crate) mod missing_probe_tool;
pub(crate) mod named_user;
pub(crate) mod overridden_instruction;
pub(crate) mod package_cache_kept;
pub(crate) mod piped_installer;
pub(crate) mod probe_port_mismatch;
pub(crate) mod recommended_packages;
pub(crate) mod remote_add;
pub(crate) mod root_user;
pub(crate) mod secret_file_copied;
pub(crate) mod secret_in_image;
pub(crate) mod shell_form_entrypoint;
pub(crate) mod source_before_install;
mod stages;
pub(crate) mod stale_package_index;
pub(crate) mod unknown_stage;
pub(crate) mod unpinned_base_image;
pub(crate) mod wide_dockerignore;
pub(crate) mod world_writable;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &add_for_copy::RULE,
    &build_tools_in_image::RULE,
    &corepack_missing::RULE,
    &image_without_health_check::RULE,
    &missing_dockerignore::RULE,
    &missing_probe_tool::RULE,
    &named_user::RULE,
    &overridden_instruction::RULE,
    &package_cache_kept::RULE,
    &piped_installer::RULE,
    &probe_port_mismatch::RULE,
    &recommended_packages::RULE,
    &remote_add::RULE,
    &root_user::RULE,
    &secret_file_copied::RULE,
    &secret_in_image::RULE,
    &shell_form_entrypoint::RULE,
    &source_before_install::RULE,
    &stale_package_index::RULE,
    &unknown_stage::RULE,
    &unpinned_base_image::RULE,
    &wide_dockerignore::RULE,
    &world_writable::RULE,
];
