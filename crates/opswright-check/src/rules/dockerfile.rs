//! Rules about Dockerfiles.

pub(crate) mod absent_probe_program;
pub(crate) mod ended_base_image;
pub(crate) mod missing_ignore_file;
pub(crate) mod remote_add;
pub(crate) mod root_user;
pub(crate) mod secret_in_image;
pub(crate) mod shell_form_command;
pub(crate) mod source_before_dependencies;
pub(crate) mod unpinned_base_image;
