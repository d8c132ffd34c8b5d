//! `invalid-utf-8`: a file that should be text and holds bytes that are none.

use opswright_diagnostic::{Confidence, Severity};

use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-utf-8",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_utf_8.md"),
    run: &[Run::Reading],
};
