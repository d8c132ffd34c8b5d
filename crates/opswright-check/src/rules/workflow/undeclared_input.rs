//! `undeclared-input`: an expression that asks for an input which is not declared.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undeclared-input",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undeclared_input.md"),
    run: &[Run::Found(Fault::UndeclaredInput)],
};
