//! `unmasked-secret-part`: a part of a secret, which logs do not mask.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unmasked-secret-part",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unmasked_secret_part.md"),
    run: &[Run::Found(Fault::UnmaskedSecret)],
};
