//! `missing-private-endpoint`: a managed service or subnet that is not joined to the private network.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::companions::{Companion, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-private-endpoint",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_private_endpoint.md"),
    run: &[Run::Graph(run)],
};

const COMPANIONS: &[Companion] = &[
    Companion {
        of: "azurerm_key_vault",
        inline: "",
        by: &[("azurerm_private_endpoint", "private_service_connection")],
    },
    Companion {
        of: "azurerm_storage_account",
        inline: "",
        by: &[("azurerm_private_endpoint", "private_service_connection")],
    },
    Companion {
        of: "azurerm_mssql_server",
        inline: "",
        by: &[("azurerm_private_endpoint", "private_service_connection")],
    },
    Companion {
        of: "azurerm_mariadb_server",
        inline: "",
        by: &[("azurerm_private_endpoint", "private_service_connection")],
    },
    Companion {
        of: "azurerm_mysql_server",
        inline: "",
        by: &[("azurerm_private_endpoint", "private_service_connection")],
    },
    Companion {
        of: "azurerm_postgresql_server",
        inline: "",
        by: &[("azurerm_private_endpoint", "private_service_connection")],
    },
    Companion {
        of: "azurerm_mysql_flexible_server",
        inline: "delegated_subnet_id",
        by: &[("azurerm_private_endpoint", "private_service_connection")],
    },
    Companion {
        of: "azurerm_postgresql_flexible_server",
        inline: "delegated_subnet_id",
        by: &[("azurerm_private_endpoint", "private_service_connection")],
    },
    Companion {
        of: "azurerm_subnet",
        inline: "",
        by: &[(
            "azurerm_subnet_network_security_group_association",
            "subnet_id",
        )],
    },
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(
        graph,
        report,
        COMPANIONS,
        "is not tied into the private network",
    );
}
