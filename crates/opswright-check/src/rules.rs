//! All rules, in the order of reports and reference.

pub(crate) mod any;
mod compose;
mod dockerfile;
mod workflow;

use crate::rule::Rule;

/// Every rule. A new one is a file in its format's folder, its page beside it, and a line here.
pub static RULES: &[&Rule] = &[
    &any::too_large::RULE,
    &any::unreadable_path::RULE,
    &any::invalid_utf_8::RULE,
    &any::syntax_error::RULE,
    &any::unknown_rule::RULE,
    &dockerfile::unpinned_base_image::RULE,
    &dockerfile::ended_base_image::RULE,
    &dockerfile::root_user::RULE,
    &dockerfile::secret_in_image::RULE,
    &dockerfile::shell_form_command::RULE,
    &dockerfile::remote_add::RULE,
    &dockerfile::source_before_dependencies::RULE,
    &dockerfile::missing_ignore_file::RULE,
    &dockerfile::absent_probe_program::RULE,
    &compose::unpinned_image::RULE,
    &compose::literal_credential::RULE,
    &compose::port_on_all_interfaces::RULE,
    &compose::privileged_container::RULE,
    &compose::unconditional_dependency::RULE,
    &compose::missing_health_check::RULE,
    &compose::unsaved_data::RULE,
    &workflow::unpinned_action::RULE,
    &workflow::missing_permissions::RULE,
    &workflow::missing_timeout::RULE,
    &workflow::persisted_credentials::RULE,
    &workflow::template_injection::RULE,
    &workflow::placeholder_deploy::RULE,
    &workflow::cancelled_deploy::RULE,
];

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}
