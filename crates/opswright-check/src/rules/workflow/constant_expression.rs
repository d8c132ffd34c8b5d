//! `constant-expression`: an expression that is the same in every run.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "constant-expression",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("constant_expression.md"),
    run: &[Run::Found(Fault::ConstantExpression)],
};
