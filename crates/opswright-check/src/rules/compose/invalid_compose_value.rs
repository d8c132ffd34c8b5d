//! `invalid-compose-value`: a value that Compose cannot read.

use opswright_diagnostic::{Confidence, Severity};

use crate::compose::What;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-compose-value",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_compose_value.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for fault in &file.faults {
        if let What::Value { message } = &fault.what {
            report.find(fault.range, message.as_str());
        }
    }
}
