//! `duplicate-step-id`: two steps of one job with the same id.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-step-id",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_step_id.md"),
    run: &[Run::Found(Fault::DuplicateStepId)],
};
