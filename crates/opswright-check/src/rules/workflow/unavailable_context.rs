//! `unavailable-context`: a context or a status function where it cannot be used.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unavailable-context",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unavailable_context.md"),
    run: &[Run::Found(Fault::UnavailableContext)],
};
