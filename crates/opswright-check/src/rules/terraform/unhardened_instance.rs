//! `unhardened-instance`: a machine without a protection that its provider offers.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, if_set, kept_off, kept_on, off, on, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unhardened-instance",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unhardened_instance.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "lacks a protection that the provider offers",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on("aws_instance", "ebs_optimized"),
    if_set(
        "aws_launch_configuration aws_launch_template",
        "metadata_options.http_put_response_hop_limit",
        &["1"],
    ),
    one_of(
        "aws_sagemaker_notebook_instance",
        "root_access",
        &["Disabled"],
    ),
    off(
        "azurerm_linux_virtual_machine azurerm_windows_virtual_machine",
        "allow_extension_operations",
    ),
    kept_off("azurerm_network_interface", "enable_ip_forwarding"),
    kept_on(
        "azurerm_linux_virtual_machine azurerm_linux_virtual_machine_scale_set azurerm_windows_virtual_machine azurerm_windows_virtual_machine_scale_set",
        "provision_vm_agent",
    ),
    kept_off(
        "google_compute_instance google_compute_instance_from_template google_compute_instance_template",
        "can_ip_forward",
    ),
    one_of(
        "google_compute_instance google_compute_instance_from_template google_compute_instance_template",
        "metadata.block-project-ssh-keys",
        &["true"],
    ),
    kept_on(
        "google_compute_instance google_compute_instance_from_template google_compute_instance_template",
        "metadata.enable-oslogin",
    ),
    set(
        "google_compute_instance google_compute_instance_from_template google_compute_instance_template",
        "shielded_instance_config",
    ),
    kept_on(
        "google_compute_instance google_compute_instance_from_template google_compute_instance_template google_notebooks_instance",
        "shielded_instance_config.enable_integrity_monitoring",
    ),
    kept_on(
        "google_compute_instance google_compute_instance_from_template google_compute_instance_template google_notebooks_instance",
        "shielded_instance_config.enable_vtpm",
    ),
    kept_off(
        "google_compute_instance google_compute_instance_from_template google_compute_instance_template yandex_compute_instance",
        "metadata.serial-port-enable",
    ),
];
