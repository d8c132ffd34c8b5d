//! `unscanned-registry`: a registry that does not scan what is pushed.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, on};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unscanned-registry",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unscanned_registry.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "does not scan the images that are pushed to it",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on(
        "aws_ecr_repository",
        "image_scanning_configuration.scan_on_push",
    ),
    on("azurerm_container_registry", "quarantine_policy_enabled").when("sku", "Premium"),
];
