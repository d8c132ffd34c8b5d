//! `literal-registry-password`: a password of an image registry that stands in the workflow.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "literal-registry-password",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("literal_registry_password.md"),
    run: &[Run::Found(Fault::RegistryPassword)],
};
