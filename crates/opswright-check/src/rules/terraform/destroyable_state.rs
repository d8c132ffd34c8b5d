//! `destroyable-state`: a resource that cannot be made again, and that Terraform may destroy.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, on};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "destroyable-state",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("destroyable_state.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "may be destroyed, and cannot be made again",
    table: TABLE,
};

const TABLE: &[Need] = &[on("google_kms_crypto_key", "lifecycle.prevent_destroy")];
