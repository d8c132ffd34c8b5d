//! `default-network`: what builds on the default network.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "default-network",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("default_network.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in file.of_kind("aws_default_vpc") {
        let message = format!(
            "`{}` builds on the default network of the account",
            resource.address()
        );
        report.find(resource.block.header, message).fix =
            Some(advice("make a network of your own"));
    }
    for resource in file.of_kind("google_project") {
        let kept = resource
            .value("auto_create_network")
            .is_none_or(|value| value.as_bool() == Some(true));
        if kept {
            let message = format!(
                "`{}` gets a default network with open firewall rules",
                resource.address()
            );
            report.find(resource.block.header, message).fix =
                Some(advice("set `auto_create_network = false`"));
        }
    }
}
