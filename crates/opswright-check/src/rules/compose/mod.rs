//! Rules for Compose files.

pub(crate) mod capabilities_kept;
pub(crate) mod docker_socket;
pub(crate) mod host_namespace;
pub(crate) mod impossible_condition;
pub(crate) mod literal_credential;
pub(crate) mod missing_restart_policy;
pub(crate) mod obsolete_version;
pub(crate) mod postgres_volume_path;
pub(crate) mod privilege_escalation_allowed;
pub(crate) mod privileged_service;
pub(crate) mod published_on_all_interfaces;
pub(crate) mod service_without_health_check;
pub(crate) mod state_without_volume;
pub(crate) mod unbounded_logs;
pub(crate) mod undeclared_reference;
pub(crate) mod unknown_build_target;
pub(crate) mod unlimited_memory;
pub(crate) mod unordered_start;
pub(crate) mod unpinned_image;
