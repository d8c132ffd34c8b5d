//! `public-member`: a role on Google Cloud that is given to anyone.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Resource;
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "public-member",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("public_member.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in file.resources.iter().chain(&file.data) {
        let google = resource.kind.starts_with("google_");
        if google
            && (resource.kind.contains("_iam_")
                || resource.kind.ends_with("_access")
                || resource.kind.ends_with("_acl")
                || resource.kind.ends_with("_dataset"))
        {
            members(*resource, report);
        }
    }
}

fn members(resource: Resource<'_>, report: &mut Report<'_>) {
    // A site and its scripts are for everyone.
    let mut found = None;
    resource.block.body.walk(&mut |expression| {
        let public = expression.as_str().is_some_and(|text| {
            matches!(text, "allUsers" | "allAuthenticatedUsers")
                || text.ends_with(":allUsers")
                || text.ends_with(":allAuthenticatedUsers")
        });
        if public && found.is_none() {
            found = Some(expression);
        }
    });
    if let Some(expression) = found {
        let who = expression.as_str().unwrap_or("allUsers");
        let message = format!("`{}` gives a role to `{who}`: anyone", resource.address());
        report.find(expression.range, message).fix = Some(advice("name the accounts or groups"));
    }
}
