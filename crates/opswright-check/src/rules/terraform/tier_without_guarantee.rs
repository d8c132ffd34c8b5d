//! `tier-without-guarantee`: a tier of a service for which the provider guarantees nothing.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, none_of, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "tier-without-guarantee",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("tier_without_guarantee.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "is of a tier without a guarantee of availability",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of("azurerm_app_configuration", "sku", &["standard"]),
    one_of("azurerm_kubernetes_cluster", "sku_tier", &["Standard"]),
    none_of(
        "azurerm_kusto_cluster",
        "sku.name",
        &["Dev(No SLA)_Standard_D11_v2", "Dev(No SLA)_Standard_E2a_v4"],
    ),
    none_of(
        "azurerm_service_plan",
        "sku_name",
        &["B1", "B2", "B3", "F1", "D1"],
    ),
    none_of("azurerm_signalr_service", "sku.name", &["Free_F1"]),
    none_of("azurerm_web_pubsub", "sku", &["Free_F1"]),
];
