//! `too-large`: a file of more than 1 MiB that is not read.

use opswright_diagnostic::{Confidence, Severity};

use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "too-large",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("too_large.md"),
    run: &[Run::Reading],
};
