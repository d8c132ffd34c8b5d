//! `wrong-expression-type`: an expression whose value does not fit where it stands.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-expression-type",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("wrong_expression_type.md"),
    run: &[Run::Found(Fault::WrongExpressionType)],
};
