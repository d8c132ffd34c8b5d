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

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &capabilities_kept::RULE,
    &docker_socket::RULE,
    &host_namespace::RULE,
    &impossible_condition::RULE,
    &literal_credential::RULE,
    &missing_restart_policy::RULE,
    &obsolete_version::RULE,
    &postgres_volume_path::RULE,
    &privilege_escalation_allowed::RULE,
    &privileged_service::RULE,
    &published_on_all_interfaces::RULE,
    &service_without_health_check::RULE,
    &state_without_volume::RULE,
    &unbounded_logs::RULE,
    &undeclared_reference::RULE,
    &unknown_build_target::RULE,
    &unlimited_memory::RULE,
    &unordered_start::RULE,
    &unpinned_image::RULE,
];
