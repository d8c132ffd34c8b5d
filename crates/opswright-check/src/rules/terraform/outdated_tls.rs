//! `outdated-tls`: a service that accepts versions of TLS which are broken.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, if_set, kept_off, none_of, one_of, set_but_not};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "outdated-tls",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("outdated_tls.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "accepts outdated versions of TLS",
    table: TABLE,
};

const TABLE: &[Need] = &[
    none_of(
        "alicloud_slb_tls_cipher_policy",
        "tls_versions",
        &["TLSv1.1", "TLSv1.0"],
    ),
    // Left out, it is TLS 1.2.
    if_set(
        "aws_api_gateway_domain_name",
        "security_policy",
        &[
            "TLS_1_2",
            "SecurityPolicy_TLS12_2018_EDGE",
            "SecurityPolicy_TLS12_PFS_2025_EDGE",
            "SecurityPolicy_TLS13_1_2_2021_06",
            "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            "SecurityPolicy_TLS13_1_2_PQ_2025_09",
            "SecurityPolicy_TLS13_1_3_2025_09",
            "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
            "SecurityPolicy_TLS13_2025_EDGE",
        ],
    ),
    none_of(
        "aws_cloudfront_distribution",
        "origin.custom_origin_config.origin_ssl_protocols",
        &["SSLv3", "TLSv1", "TLSv1.1"],
    ),
    one_of(
        "aws_cloudfront_distribution",
        "viewer_certificate.minimum_protocol_version",
        &[
            "TLSv1.2_2018",
            "TLSv1.2_2019",
            "TLSv1.2_2021",
            "TLSv1.2_2025",
            "TLSv1.3_2025",
        ],
    ),
    one_of(
        "aws_cloudsearch_domain",
        "endpoint_options.tls_security_policy",
        &["Policy-Min-TLS-1-2-2019-07"],
    ),
    if_set(
        "aws_db_instance",
        "ca_cert_identifier",
        &["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"],
    ),
    one_of(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "domain_endpoint_options.tls_security_policy",
        &[
            "Policy-Min-TLS-1-2-2019-07",
            "Policy-Min-TLS-1-2-PFS-2023-10",
        ],
    ),
    none_of(
        "aws_alb_listener aws_lb_listener",
        "ssl_policy",
        &[
            "ELBSecurityPolicy-2016-08",
            "ELBSecurityPolicy-2015-05",
            "ELBSecurityPolicy-TLS-1-0-2015-04",
            "ELBSecurityPolicy-TLS-1-1-2017-01",
            "ELBSecurityPolicy-FS-2018-06",
            "ELBSecurityPolicy-FS-1-1-2019-08",
        ],
    ),
    set_but_not(
        "aws_transfer_server",
        "security_policy_name",
        &[
            "TransferSecurityPolicy-2018-11",
            "TransferSecurityPolicy-2020-06",
            "TransferSecurityPolicy-2022-03",
            "TransferSecurityPolicy-FIPS-2020-06",
        ],
    ),
    kept_off("azurerm_api_management", "security.enable_back_end_ssl30"),
    kept_off("azurerm_api_management", "security.enable_backend_ssl30"),
    kept_off("azurerm_api_management", "security.enable_backend_tls10"),
    kept_off("azurerm_api_management", "security.enable_frontend_ssl30"),
    kept_off("azurerm_api_management", "security.enable_frontend_tls10"),
    kept_off("azurerm_api_management", "security.enable_frontend_tls11"),
    if_set(
        "azurerm_app_service azurerm_app_service_slot azurerm_function_app azurerm_function_app_slot",
        "site_config.min_tls_version",
        &["1.2", "1.3"],
    ),
    if_set(
        "azurerm_cdn_endpoint_custom_domain",
        "cdn_managed_https.tls_version",
        &["TLS12"],
    ),
    if_set(
        "azurerm_cdn_endpoint_custom_domain",
        "user_managed_https.tls_version",
        &["TLS12"],
    ),
    if_set(
        "azurerm_eventhub_namespace",
        "minimum_tls_version",
        &["1.2"],
    ),
    if_set(
        "azurerm_linux_function_app azurerm_linux_function_app_slot azurerm_linux_web_app azurerm_windows_function_app azurerm_windows_function_app_slot azurerm_windows_web_app",
        "site_config.minimum_tls_version",
        &["1.2", "1.3"],
    ),
    one_of(
        "azurerm_mysql_server azurerm_postgresql_server",
        "ssl_minimal_tls_version_enforced",
        &["TLS1_2"],
    ),
    one_of(
        "azurerm_mssql_server azurerm_redis_cache azurerm_servicebus_namespace",
        "minimum_tls_version",
        &["1.2"],
    ),
    if_set(
        "azurerm_storage_account",
        "min_tls_version",
        &["TLS1_2", "TLS1_3"],
    ),
    one_of(
        "google_compute_ssl_policy",
        "min_tls_version",
        &["TLS_1_2", "TLS_1_3"],
    ),
];
