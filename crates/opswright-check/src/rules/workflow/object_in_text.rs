//! `object-in-text`: an object, a list or `null` that is put into a text.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "object-in-text",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("object_in_text.md"),
    run: &[Run::Found(Fault::ObjectInText)],
};
