//! Rules about workflows.

pub(crate) mod cancelled_deploy;
pub(crate) mod missing_permissions;
pub(crate) mod missing_timeout;
pub(crate) mod persisted_credentials;
pub(crate) mod placeholder_deploy;
pub(crate) mod template_injection;
pub(crate) mod unpinned_action;
