//! Rules for Kubernetes manifests.

pub(crate) mod anonymous_binding;
pub(crate) mod anonymous_control_plane;
pub(crate) mod autoscaled_replicas;
pub(crate) mod blocking_disruption_budget;
pub(crate) mod bound_default_account;
pub(crate) mod cluster_admin_binding;
pub(crate) mod committed_secret;
pub(crate) mod conflicting_port;
mod control_plane;
pub(crate) mod dangerous_capability;
pub(crate) mod dangling_autoscaler;
pub(crate) mod dangling_backend;
pub(crate) mod dangling_reference;
pub(crate) mod default_namespace;
pub(crate) mod deprecated_service_account_field;
pub(crate) mod downtime_rollout;
pub(crate) mod duplicate_name;
pub(crate) mod duplicate_object;
pub(crate) mod duplicate_variable;
pub(crate) mod escalating_container;
pub(crate) mod escalating_permission;
pub(crate) mod exposed_component_address;
pub(crate) mod exposed_profiling;
pub(crate) mod exposed_service;
pub(crate) mod host_path_volume;
pub(crate) mod host_port;
pub(crate) mod identical_probes;
pub(crate) mod ingress_snippet;
pub(crate) mod ingress_without_tls;
pub(crate) mod insecure_api_port;
pub(crate) mod invalid_name;
pub(crate) mod invalid_restart_policy;
pub(crate) mod invalid_schedule;
pub(crate) mod job_without_expiry;
pub(crate) mod lax_authorization;
pub(crate) mod liveness_on_dependency;
pub(crate) mod loose_kubelet;
pub(crate) mod low_user_id;
pub(crate) mod malformed_label;
pub(crate) mod mismatched_selector;
pub(crate) mod missing_admission_plugin;
pub(crate) mod missing_component_certificate;
pub(crate) mod missing_disruption_budget;
pub(crate) mod missing_field;
pub(crate) mod missing_liveness_probe;
pub(crate) mod missing_memory_limit;
pub(crate) mod missing_readiness_probe;
pub(crate) mod missing_resource_requests;
pub(crate) mod missing_seccomp_profile;
pub(crate) mod missing_security_context;
pub(crate) mod mounted_service_account_token;
pub(crate) mod open_etcd;
pub(crate) mod overlapping_cron_job;
mod permissions;
pub(crate) mod pod_creating_permission;
pub(crate) mod privileged_container;
pub(crate) mod probe_on_init_container;
mod quantity;
pub(crate) mod readable_secrets;
pub(crate) mod removed_api_version;
mod removed_versions;
pub(crate) mod request_over_limit;
pub(crate) mod retired_component;
pub(crate) mod root_container;
mod schema;
pub(crate) mod schema_fault;
pub(crate) mod secret_in_config_map;
pub(crate) mod secret_in_variable;
pub(crate) mod shared_controller_account;
pub(crate) mod single_replica;
pub(crate) mod ssh_server;
pub(crate) mod stale_image;
pub(crate) mod static_api_credentials;
pub(crate) mod static_autoscaler;
pub(crate) mod together;
pub(crate) mod unaudited_api_server;
pub(crate) mod unconfined_seccomp;
pub(crate) mod undeclared_probe_port;
pub(crate) mod undefined_volume;
pub(crate) mod undropped_capabilities;
pub(crate) mod unencrypted_secrets_at_rest;
pub(crate) mod unisolated_pod;
pub(crate) mod unknown_field;
pub(crate) mod unknown_service_account;
pub(crate) mod unknown_service_port;
pub(crate) mod unmasked_proc;
pub(crate) mod unmatched_selector;
pub(crate) mod unmatched_service;
pub(crate) mod unquoted_text;
pub(crate) mod unrotated_certificate;
pub(crate) mod unsafe_sysctl;
pub(crate) mod unset_eviction_policy;
pub(crate) mod unspread_replicas;
pub(crate) mod unused_volume;
pub(crate) mod weak_cipher;
pub(crate) mod wildcard_permission;
pub(crate) mod writable_root_filesystem;
pub(crate) mod wrong_quantity;
pub(crate) mod wrong_type;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &anonymous_binding::RULE,
    &anonymous_control_plane::RULE,
    &autoscaled_replicas::RULE,
    &blocking_disruption_budget::RULE,
    &bound_default_account::RULE,
    &cluster_admin_binding::RULE,
    &committed_secret::RULE,
    &conflicting_port::RULE,
    &dangerous_capability::RULE,
    &dangling_autoscaler::RULE,
    &dangling_backend::RULE,
    &dangling_reference::RULE,
    &default_namespace::RULE,
    &deprecated_service_account_field::RULE,
    &downtime_rollout::RULE,
    &duplicate_name::RULE,
    &duplicate_object::RULE,
    &duplicate_variable::RULE,
    &escalating_container::RULE,
    &escalating_permission::RULE,
    &exposed_component_address::RULE,
    &exposed_profiling::RULE,
    &exposed_service::RULE,
    &host_path_volume::RULE,
    &host_port::RULE,
    &identical_probes::RULE,
    &ingress_snippet::RULE,
    &ingress_without_tls::RULE,
    &insecure_api_port::RULE,
    &invalid_name::RULE,
    &invalid_restart_policy::RULE,
    &invalid_schedule::RULE,
    &job_without_expiry::RULE,
    &lax_authorization::RULE,
    &liveness_on_dependency::RULE,
    &loose_kubelet::RULE,
    &low_user_id::RULE,
    &malformed_label::RULE,
    &mismatched_selector::RULE,
    &missing_admission_plugin::RULE,
    &missing_component_certificate::RULE,
    &missing_disruption_budget::RULE,
    &missing_field::RULE,
    &missing_liveness_probe::RULE,
    &missing_memory_limit::RULE,
    &missing_readiness_probe::RULE,
    &missing_resource_requests::RULE,
    &missing_seccomp_profile::RULE,
    &missing_security_context::RULE,
    &mounted_service_account_token::RULE,
    &open_etcd::RULE,
    &overlapping_cron_job::RULE,
    &pod_creating_permission::RULE,
    &privileged_container::RULE,
    &probe_on_init_container::RULE,
    &readable_secrets::RULE,
    &removed_api_version::RULE,
    &request_over_limit::RULE,
    &retired_component::RULE,
    &root_container::RULE,
    &secret_in_config_map::RULE,
    &secret_in_variable::RULE,
    &shared_controller_account::RULE,
    &single_replica::RULE,
    &ssh_server::RULE,
    &stale_image::RULE,
    &static_api_credentials::RULE,
    &static_autoscaler::RULE,
    &unaudited_api_server::RULE,
    &unconfined_seccomp::RULE,
    &undeclared_probe_port::RULE,
    &undefined_volume::RULE,
    &undropped_capabilities::RULE,
    &unencrypted_secrets_at_rest::RULE,
    &unisolated_pod::RULE,
    &unknown_field::RULE,
    &unknown_service_account::RULE,
    &unknown_service_port::RULE,
    &unmasked_proc::RULE,
    &unmatched_selector::RULE,
    &unmatched_service::RULE,
    &unquoted_text::RULE,
    &unrotated_certificate::RULE,
    &unsafe_sysctl::RULE,
    &unset_eviction_policy::RULE,
    &unspread_replicas::RULE,
    &unused_volume::RULE,
    &weak_cipher::RULE,
    &wildcard_permission::RULE,
    &writable_root_filesystem::RULE,
    &wrong_quantity::RULE,
    &wrong_type::RULE,
];
