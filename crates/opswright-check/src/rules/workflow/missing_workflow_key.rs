//! `missing-workflow-key`: a map that lacks a key without which it means nothing.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-workflow-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_workflow_key.md"),
    run: &[Run::Found(Fault::MissingKey)],
};
