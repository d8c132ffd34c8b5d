//! `broken-uses`: a `uses` that names no action and no workflow.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broken-uses",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broken_uses.md"),
    run: &[Run::Found(Fault::BrokenUses)],
};
