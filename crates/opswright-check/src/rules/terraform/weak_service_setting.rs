//! `weak-service-setting`: a setting that leaves a service weaker than it need be.

use opswright_diagnostic::{Confidence, Severity};

use opswright_project::Graph;

use super::companions::{Companion, look};
use super::needs::{
    Need, Needs, if_set, kept_off, kept_on, none_of, off, on, one_of, set, set_but_not,
};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "weak-service-setting",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("weak_service_setting.md"),
    run: &[Run::Resources(&NEEDS), Run::Graph(run)],
};

static NEEDS: Needs = Needs {
    fault: "has a setting that leaves it weaker than it need be",
    table: TABLE,
};

const TABLE: &[Need] = &[
    if_set(
        "aws_acm_certificate",
        "options.certificate_transparency_logging_preference",
        &["ENABLED"],
    ),
    kept_off(
        "aws_api_gateway_method_settings",
        "settings.data_trace_enabled",
    ),
    kept_on(
        "aws_athena_workgroup",
        "configuration.enforce_workgroup_configuration",
    ),
    set("aws_autoscaling_group", "launch_template").unless("mixed_instances_policy"),
    none_of(
        "aws_cloudfront_distribution",
        "restrictions.geo_restriction.restriction_type",
        &["none"],
    ),
    kept_off(
        "aws_cloudfront_distribution",
        "viewer_certificate.cloudfront_default_certificate",
    ),
    none_of(
        "aws_ec2_transit_gateway",
        "auto_accept_shared_attachments",
        &["enable"],
    ),
    set("aws_efs_access_point", "posix_user.gid"),
    set_but_not("aws_efs_access_point", "root_directory.path", &["/"]),
    on(
        "aws_emr_block_public_access_configuration",
        "block_public_security_group_rules",
    ),
    none_of(
        "aws_alb aws_elb aws_lb",
        "desync_mitigation_mode",
        &["monitor"],
    ),
    on("aws_alb aws_lb", "drop_invalid_header_fields"),
    none_of(
        "aws_alb_target_group aws_lb_target_group",
        "protocol",
        &["HTTP"],
    ),
    one_of("aws_qldb_ledger", "permissions_mode", &["STANDARD"]),
    on("aws_vpc_endpoint_service", "acceptance_required"),
    on("azurerm_container_registry", "data_endpoint_enabled"),
    off(
        "azurerm_cosmosdb_account",
        "access_key_metadata_writes_enabled",
    ),
    on("azurerm_key_vault_key", "key_type"),
    set("azurerm_key_vault_secret", "content_type"),
    on("azurerm_mssql_database", "ledger_enabled"),
    on("azurerm_synapse_spark_pool", "compute_isolation_enabled"),
    on("google_compute_subnetwork", "private_ip_google_access"),
    none_of(
        "google_dns_managed_zone",
        "dnssec_config.default_key_specs.algorithm",
        &["rsasha1"],
    ),
    none_of("google_dns_managed_zone", "dnssec_config.state", &["off"]),
    set(
        "google_iam_workload_identity_pool_provider",
        "attribute_condition",
    ),
    one_of(
        "google_storage_bucket",
        "public_access_prevention",
        &["enforced"],
    ),
    on("google_storage_bucket", "uniform_bucket_level_access"),
    one_of("linode_firewall", "inbound_policy", &["DROP"]),
    one_of("linode_firewall", "outbound_policy", &["DROP"]),
];

const COMPANIONS: &[Companion] = &[
    Companion {
        of: "aws_s3_bucket",
        inline: "lifecycle_rule",
        by: &[("aws_s3_bucket_lifecycle_configuration", "bucket")],
    },
    Companion {
        of: "aws_kms_key",
        inline: "policy",
        by: &[("aws_kms_key_policy", "key_id")],
    },
    Companion {
        of: "aws_route53_zone",
        inline: "vpc",
        by: &[
            ("aws_route53_hosted_zone_dnssec", "hosted_zone_id"),
            ("aws_route53_key_signing_key", "hosted_zone_id"),
            // Of a zone that only networks see.
            ("aws_route53_zone_association", "zone_id"),
        ],
    },
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, NEEDS.fault);
}
