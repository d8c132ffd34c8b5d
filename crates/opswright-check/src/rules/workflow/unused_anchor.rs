//! `unused-anchor`: an anchor that no alias names.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-anchor",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unused_anchor.md"),
    run: &[Run::Found(Fault::UnusedAnchor)],
};
