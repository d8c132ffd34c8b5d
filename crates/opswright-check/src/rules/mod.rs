//! All rules, in the order of their formats.

pub(crate) mod any;
pub(crate) mod compose;
pub(crate) mod dockerfile;

use crate::rule::Rule;

/// Every rule that there is.
pub static RULES: &[&Rule] = &[
    &any::duplicate_key::RULE,
    &any::end_of_life_image::RULE,
    &any::invalid_utf_8::RULE,
    &any::localhost_probe::RULE,
    &any::syntax_error::RULE,
    &any::too_large::RULE,
    &any::undigested_image::RULE,
    &any::unknown_rule::RULE,
    &any::unlocked_install::RULE,
    &any::unreadable_path::RULE,
    &dockerfile::add_for_copy::RULE,
    &dockerfile::build_tools_in_image::RULE,
    &dockerfile::corepack_missing::RULE,
    &dockerfile::image_without_health_check::RULE,
    &dockerfile::missing_dockerignore::RULE,
    &dockerfile::missing_probe_tool::RULE,
    &dockerfile::named_user::RULE,
    &dockerfile::overridden_instruction::RULE,
    &dockerfile::package_cache_kept::RULE,
    &dockerfile::piped_installer::RULE,
    &dockerfile::probe_port_mismatch::RULE,
    &dockerfile::recommended_packages::RULE,
    &dockerfile::remote_add::RULE,
    &dockerfile::root_user::RULE,
    &dockerfile::secret_file_copied::RULE,
    &dockerfile::secret_in_image::RULE,
    &dockerfile::shell_form_entrypoint::RULE,
    &dockerfile::source_before_install::RULE,
    &dockerfile::stale_package_index::RULE,
    &dockerfile::unknown_stage::RULE,
    &dockerfile::unpinned_base_image::RULE,
    &dockerfile::wide_dockerignore::RULE,
    &dockerfile::world_writable::RULE,
    &compose::capabilities_kept::RULE,
    &compose::docker_socket::RULE,
    &compose::host_namespace::RULE,
    &compose::impossible_condition::RULE,
    &compose::literal_credential::RULE,
    &compose::missing_restart_policy::RULE,
    &compose::obsolete_version::RULE,
    &compose::postgres_volume_path::RULE,
    &compose::privilege_escalation_allowed::RULE,
    &compose::privileged_service::RULE,
    &compose::published_on_all_interfaces::RULE,
    &compose::service_without_health_check::RULE,
    &compose::state_without_volume::RULE,
    &compose::unbounded_logs::RULE,
    &compose::undeclared_reference::RULE,
    &compose::unknown_build_target::RULE,
    &compose::unlimited_memory::RULE,
    &compose::unordered_start::RULE,
    &compose::unpinned_image::RULE,
];

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
