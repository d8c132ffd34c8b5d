//! `shared-state-read`: another state that is read whole.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "shared-state-read",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("shared_state_read.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for data in file
        .data
        .iter()
        .filter(|data| data.kind == "terraform_remote_state")
    {
        let message = format!(
            "`data.{}` reads all of another state, secrets among it",
            data.address()
        );
        report.find(data.block.header, message).fix = Some(advice(
            "share the few values by a parameter store, or look the resource up by its name",
        ));
    }
}
