//! `unknown-activity`: a type of activity that the event does not have.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-activity",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_activity.md"),
    run: &[Run::Found(Fault::UnknownActivity)],
};
