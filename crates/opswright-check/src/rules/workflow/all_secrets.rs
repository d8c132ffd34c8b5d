//! `all-secrets`: a job that is given all secrets at once.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "all-secrets",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("all_secrets.md"),
    run: &[Run::Found(Fault::AllSecrets)],
};
