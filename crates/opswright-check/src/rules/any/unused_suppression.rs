//! `unused-suppression`: a comment that allows what is not there.

use opswright_diagnostic::{Confidence, Severity};

use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-suppression",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unused_suppression.md"),
    run: &[Run::Reading],
};
