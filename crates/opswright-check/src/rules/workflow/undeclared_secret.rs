//! `undeclared-secret`: a called workflow that uses a secret which it does not ask for.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undeclared-secret",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undeclared_secret.md"),
    run: &[Run::Found(Fault::UndeclaredSecret)],
};
