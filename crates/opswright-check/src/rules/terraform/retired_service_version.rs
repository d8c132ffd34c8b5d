//! `retired-service-version`: a version of a runtime or service that its provider no longer supports.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, if_set, none_of, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "retired-service-version",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("retired_service_version.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "is of a version that gets no more security fixes",
    table: TABLE,
};

const TABLE: &[Need] = &[
    if_set(
        "aws_eks_cluster",
        "version",
        &["1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35"],
    ),
    none_of(
        "aws_lambda_function",
        "runtime",
        &[
            "dotnetcore3.1",
            "nodejs12.x",
            "python3.6",
            "python2.7",
            "dotnet5.0",
            "dotnetcore2.1",
            "ruby2.5",
            "nodejs10.x",
            "nodejs8.10",
            "nodejs4.3",
            "nodejs6.10",
            "dotnetcore1.0",
            "dotnetcore2.0",
            "nodejs4.3-edge",
            "nodejs",
            "java8",
            "python3.7",
            "go1.x",
            "provided",
            "ruby2.7",
            "nodejs14.x",
            "nodejs16.x",
            "python3.9",
            "dotnet7",
            "dotnet6",
        ],
    ),
    if_set("azurerm_app_service", "site_config.java_version", &["11"]),
    if_set("azurerm_app_service", "site_config.php_version", &["7.4"]),
    if_set(
        "azurerm_app_service",
        "site_config.python_version",
        &["3.4"],
    ),
    one_of(
        "google_sql_database_instance",
        "database_version",
        &[
            "POSTGRES_18",
            "MYSQL_8_0",
            "MYSQL_8_4",
            "SQLSERVER_2022_STANDARD",
            "SQLSERVER_2022_WEB",
            "SQLSERVER_2022_ENTERPRISE",
            "SQLSERVER_2022_EXPRESS",
        ],
    ),
];
