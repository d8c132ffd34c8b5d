//! `open-egress`: a security group that lets everything out.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::exposure::{Way, openings};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "open-egress",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("open_egress.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for opening in openings(file, Way::Out) {
        if opening.is_everything() {
            let message = format!(
                "`{}` lets everything out to the whole internet",
                opening.owner
            );
            report.find(opening.range, message).fix =
                Some(advice("name the ports and networks that are needed"));
        }
    }
}
