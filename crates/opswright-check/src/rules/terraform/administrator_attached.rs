//! `administrator-attached`: a role or user that is given the whole account.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "administrator-attached",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("administrator_attached.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in file.resources.iter().chain(&file.data) {
        if !resource.kind.starts_with("aws_") {
            continue;
        }
        resource.block.body.walk(&mut |expression| {
            let name = expression.as_str().filter(|text| {
                text.ends_with(":aws:policy/AdministratorAccess")
                    || text.ends_with(":aws:policy/IAMFullAccess")
                    || *text == "AdministratorAccess"
            });
            if let Some(name) = name {
                let short = name.rsplit('/').next().unwrap_or(name);
                let message = format!("`{}` gives `{short}`", resource.address());
                report.find(expression.range, message).fix =
                    Some(advice("attach a policy with the actions that are used"));
            }
        });
    }
}
