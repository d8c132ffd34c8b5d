//! `unexpiring-secret`: a secret or key without an end.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unexpiring-secret",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unexpiring_secret.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "never expires",
    table: TABLE,
};

const TABLE: &[Need] = &[set(
    "azurerm_key_vault_key azurerm_key_vault_secret",
    "expiration_date",
)];
