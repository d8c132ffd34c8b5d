//! `missing-service-health-check`: a service whose instances are not asked whether they work.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-service-health-check",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_service_health_check.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "does not ask its instances whether they work",
    table: TABLE,
};

const TABLE: &[Need] = &[
    set(
        "azurerm_app_service azurerm_linux_web_app azurerm_windows_web_app",
        "site_config.health_check_path",
    ),
    set(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.liveness_probe",
    ),
    set(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.readiness_probe",
    ),
    set(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.liveness_probe",
    ),
    set(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.readiness_probe",
    ),
];
