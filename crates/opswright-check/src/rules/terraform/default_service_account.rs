//! `default-service-account`: a machine that runs as the default service account of its project.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Resource;
use opswright_project::terraform::Terraform;
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "default-service-account",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("default_service_account.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in &file.resources {
        if let Some((range, why)) = default_account(*resource) {
            let message = format!("`{}` {why}", resource.address());
            report.find(range, message).fix = Some(advice(
                "make a service account for it, with the roles that it uses",
            ));
        }
    }
}

fn default_account(resource: Resource<'_>) -> Option<(Range, &'static str)> {
    let binds = resource.kind.ends_with("_iam_member") || resource.kind.ends_with("_iam_binding");
    if binds {
        let mut found = None;
        resource.block.body.walk(&mut |expression| {
            let default = expression.as_str().is_some_and(|text| {
                text.ends_with("-compute@developer.gserviceaccount.com")
                    || text.ends_with("@appspot.gserviceaccount.com")
            });
            if default {
                found = Some((
                    expression.range,
                    "gives a role to the default service account",
                ));
            }
        });
        return found;
    }
    if !matches!(
        resource.kind,
        "google_compute_instance"
            | "google_compute_instance_template"
            | "google_compute_instance_from_template"
    ) {
        return None;
    }
    // Nodes of a cluster are made by it.
    if resource
        .text("name")
        .is_some_and(|name| name.starts_with("gke-"))
    {
        return None;
    }
    let account = resource.scope().get("service_account");
    if account.is_missing() {
        let from_template = resource.kind.ends_with("_from_template");
        return (!from_template)
            .then_some((resource.block.header, "runs as the default service account"));
    }
    account.scopes.iter().find_map(|scope| {
        let email = scope.get("email");
        let default = email.values.iter().find(|(value, _)| {
            value
                .as_str()
                .is_some_and(|text| text.ends_with("-compute@developer.gserviceaccount.com"))
        });
        match default {
            Some((_, range)) => Some((*range, "runs as the default service account")),
            None if email.is_missing() => {
                Some((scope.place(), "runs as the default service account"))
            }
            None => None,
        }
    })
}
