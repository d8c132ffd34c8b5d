//! `broken-expression`: an expression that GitHub cannot read.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broken-expression",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broken_expression.md"),
    run: &[Run::Found(Fault::BrokenExpression)],
};
