//! `invalid-id`: an id of a job or step that GitHub does not take.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-id",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_id.md"),
    run: &[Run::Found(Fault::InvalidId)],
};
