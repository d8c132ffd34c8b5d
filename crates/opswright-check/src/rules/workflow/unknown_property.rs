//! `unknown-property`: an expression that asks a context for something that it does not have.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-property",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_property.md"),
    run: &[Run::Found(Fault::UnknownProperty)],
};
