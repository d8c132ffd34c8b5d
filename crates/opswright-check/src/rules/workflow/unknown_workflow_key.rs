//! `unknown-workflow-key`: a key that GitHub does not know where it stands.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-workflow-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unknown_workflow_key.md"),
    run: &[Run::Found(Fault::UnknownKey)],
};
