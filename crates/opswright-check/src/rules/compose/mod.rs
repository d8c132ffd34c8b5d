//! Rules for Compose files.

pub(crate) mod built_and_pulled_image;
pub(crate) mod capabilities_kept;
pub(crate) mod defaultless_variable;
pub(crate) mod dependency_cycle;
pub(crate) mod docker_socket;
pub(crate) mod duplicate_container_name;
pub(crate) mod duplicate_published_port;
pub(crate) mod host_namespace;
pub(crate) mod impossible_condition;
pub(crate) mod invalid_compose_value;
pub(crate) mod literal_credential;
pub(crate) mod malformed_interpolation;
pub(crate) mod missing_compose_key;
pub(crate) mod missing_project_name;
pub(crate) mod missing_restart_policy;
pub(crate) mod obsolete_version;
pub(crate) mod postgres_volume_path;
pub(crate) mod privilege_escalation_allowed;
pub(crate) mod privileged_service;
pub(crate) mod published_on_all_interfaces;
pub(crate) mod quoted_volume;
pub(crate) mod sensitive_host_mount;
pub(crate) mod service_without_health_check;
pub(crate) mod state_without_volume;
pub(crate) mod unbounded_logs;
pub(crate) mod unconfined_service;
pub(crate) mod undeclared_reference;
pub(crate) mod unknown_build_target;
pub(crate) mod unknown_compose_key;
pub(crate) mod unlimited_cpu;
pub(crate) mod unlimited_memory;
pub(crate) mod unlimited_processes;
pub(crate) mod unordered_service_keys;
pub(crate) mod unordered_start;
pub(crate) mod unordered_top_level_keys;
pub(crate) mod unpinned_image;
pub(crate) mod unquoted_port;
pub(crate) mod unsorted_dependencies;
pub(crate) mod unsorted_ports;
pub(crate) mod unsorted_services;
pub(crate) mod writable_service_root;
pub(crate) mod wrong_compose_type;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &built_and_pulled_image::RULE,
    &capabilities_kept::RULE,
    &defaultless_variable::RULE,
    &dependency_cycle::RULE,
    &docker_socket::RULE,
    &duplicate_container_name::RULE,
    &duplicate_published_port::RULE,
    &host_namespace::RULE,
    &impossible_condition::RULE,
    &invalid_compose_value::RULE,
    &literal_credential::RULE,
    &malformed_interpolation::RULE,
    &missing_compose_key::RULE,
    &missing_project_name::RULE,
    &missing_restart_policy::RULE,
    &obsolete_version::RULE,
    &postgres_volume_path::RULE,
    &privilege_escalation_allowed::RULE,
    &privileged_service::RULE,
    &published_on_all_interfaces::RULE,
    &quoted_volume::RULE,
    &sensitive_host_mount::RULE,
    &service_without_health_check::RULE,
    &state_without_volume::RULE,
    &unbounded_logs::RULE,
    &unconfined_service::RULE,
    &undeclared_reference::RULE,
    &unknown_build_target::RULE,
    &unknown_compose_key::RULE,
    &unlimited_cpu::RULE,
    &unlimited_memory::RULE,
    &unlimited_processes::RULE,
    &unordered_service_keys::RULE,
    &unordered_start::RULE,
    &unordered_top_level_keys::RULE,
    &unpinned_image::RULE,
    &unquoted_port::RULE,
    &unsorted_dependencies::RULE,
    &unsorted_ports::RULE,
    &unsorted_services::RULE,
    &writable_service_root::RULE,
    &wrong_compose_type::RULE,
];
