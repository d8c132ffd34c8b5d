//! `empty-workflow-value`: a key whose value was left out.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "empty-workflow-value",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("empty_workflow_value.md"),
    run: &[Run::Found(Fault::EmptyValue)],
};
