//! `unknown-permission`: a right that the token of a workflow does not have, or a value that the right does not take.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-permission",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_permission.md"),
    run: &[Run::Found(Fault::UnknownPermission)],
};
