//! `open-to-world`: every port open to the whole internet.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::exposure::{Way, openings};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "open-to-world",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("open_to_world.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for opening in openings(file, Way::In) {
        if opening.is_everything() {
            let message = format!("`{}` opens every port to the whole internet", opening.owner);
            report.find(opening.range, message).fix = Some(advice(
                "open the ports that are served, to the networks that use them",
            ));
        }
    }
}
