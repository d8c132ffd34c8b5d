//! `wrong-workflow-value`: a value of the wrong kind: a list where a map belongs, a word where a number does.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-workflow-value",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("wrong_workflow_value.md"),
    run: &[Run::Found(Fault::WrongValue)],
};
