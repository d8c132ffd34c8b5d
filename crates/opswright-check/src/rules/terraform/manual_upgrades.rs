//! `manual-upgrades`: a service whose security updates wait for a person.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_on, none_of, on, one_of, set, set_but_not};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "manual-upgrades",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("manual_upgrades.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "waits for a person to be upgraded",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of(
        "alicloud_db_instance",
        "auto_upgrade_minor_version",
        &["Auto"],
    ),
    on(
        "aws_db_instance aws_dms_replication_instance aws_mq_broker aws_rds_cluster_instance",
        "auto_minor_version_upgrade",
    ),
    kept_on("aws_elasticache_cluster", "auto_minor_version_upgrade"),
    kept_on("aws_redshift_cluster", "allow_version_upgrade"),
    set_but_not(
        "azurerm_kubernetes_cluster",
        "automatic_upgrade_channel",
        &["none"],
    )
    // Its name before version 4 of the provider.
    .unless("automatic_channel_upgrade"),
    none_of(
        "azurerm_kubernetes_cluster",
        "automatic_channel_upgrade",
        &["none"],
    ),
    on("azurerm_virtual_machine_scale_set", "automatic_os_upgrade"),
    kept_on(
        "azurerm_windows_virtual_machine azurerm_windows_virtual_machine_scale_set",
        "enable_automatic_updates",
    ),
    set("google_container_cluster", "release_channel.channel"),
    on(
        "alicloud_cs_kubernetes_node_pool google_container_node_pool",
        "management.auto_repair",
    ),
    on("google_container_node_pool", "management.auto_upgrade"),
    kept_on(
        "yandex_kubernetes_cluster",
        "master.maintenance_policy.auto_upgrade",
    ),
    kept_on(
        "yandex_kubernetes_node_group",
        "maintenance_policy.auto_upgrade",
    ),
];
