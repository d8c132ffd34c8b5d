//! `unrotated-key`: a key that is never replaced.

use opswright_diagnostic::{Confidence, Severity};

use opswright_project::Graph;

use super::companions::{Companion, look};
use super::needs::{Need, Needs, if_set, kept_on, on, one_of, set};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unrotated-key",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unrotated_key.md"),
    run: &[Run::Resources(&NEEDS), Run::Graph(run)],
};

static NEEDS: Needs = Needs {
    fault: "is never rotated, or is off",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of("alicloud_kms_key", "automatic_rotation", &["Enabled"]),
    if_set("alicloud_kms_key", "status", &["Enabled"]),
    kept_on("aws_kms_key", "is_enabled"),
    on(
        "azurerm_kubernetes_cluster",
        "key_vault_secrets_provider.secret_rotation_enabled",
    ),
    set(
        "google_kms_crypto_key yandex_kms_symmetric_key",
        "rotation_period",
    ),
];

const COMPANIONS: &[Companion] = &[Companion {
    of: "aws_secretsmanager_secret",
    inline: "rotation_rules",
    by: &[("aws_secretsmanager_secret_rotation", "secret_id")],
}];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, NEEDS.fault);
}
