//! Rules about Compose files.

pub(crate) mod literal_credential;
pub(crate) mod missing_health_check;
pub(crate) mod port_on_all_interfaces;
pub(crate) mod privileged_container;
pub(crate) mod unconditional_dependency;
pub(crate) mod unpinned_image;
pub(crate) mod unsaved_data;
