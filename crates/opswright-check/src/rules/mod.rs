//! All rules, in the order of their formats.

pub(crate) mod any;
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
];

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
