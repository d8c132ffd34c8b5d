//! `unlisted-need`: an expression that asks for a job which is not in `needs`.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unlisted-need",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unlisted_need.md"),
    run: &[Run::Found(Fault::UnlistedNeed)],
};
