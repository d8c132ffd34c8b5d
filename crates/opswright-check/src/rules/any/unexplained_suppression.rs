//! `unexplained-suppression`: a comment that allows something and does not say why.

use opswright_diagnostic::{Confidence, Severity};

use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unexplained-suppression",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unexplained_suppression.md"),
    run: &[Run::Reading],
};
