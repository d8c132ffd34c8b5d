//! `open-web-port`: a port for plain HTTP that is open to the whole internet.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::exposure::{Way, openings};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "open-web-port",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("open_web_port.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for opening in openings(file, Way::In) {
        if opening.has(80) && !opening.is_everything() {
            let message = format!(
                "`{}` lets plain HTTP in from the whole internet",
                opening.owner
            );
            report.find(opening.range, message).fix =
                Some(advice("open 443 only, or redirect at the load balancer"));
        }
    }
}
