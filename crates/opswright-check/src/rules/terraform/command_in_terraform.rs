//! `command-in-terraform`: a command that Terraform runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "command-in-terraform",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("command_in_terraform.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in &file.resources {
        for provisioner in resource.block.body.blocks_of("provisioner") {
            let kind = provisioner.label(0);
            if matches!(kind, "local-exec" | "remote-exec") {
                let message = format!(
                    "`{}` runs a command that no plan shows and no destroy undoes",
                    resource.address()
                );
                report.find(provisioner.header, message).fix = Some(advice(
                    "use a resource of a provider, an image that is built before, or a step of the pipeline",
                ));
            }
        }
    }
    for data in file.data.iter().filter(|data| data.kind == "external") {
        let message = format!("`data.{}` runs a program in every plan", data.address());
        report.find(data.block.header, message).fix =
            Some(advice("use a data source of a provider"));
    }
}
