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
