//! `broken-variable-name`: a variable that no process can get.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broken-variable-name",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broken_variable_name.md"),
    run: &[Run::Found(Fault::BrokenVariableName)],
};
