//! `unknown-expression-function`: an expression that calls a function which there is not.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-expression-function",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_expression_function.md"),
    run: &[Run::Found(Fault::UnknownFunction)],
};
