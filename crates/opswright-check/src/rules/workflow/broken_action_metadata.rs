//! `broken-action-metadata`: metadata of an action that GitHub cannot use.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broken-action-metadata",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broken_action_metadata.md"),
    run: &[Run::Found(Fault::BrokenActionMetadata)],
};
