//! `basic-role`: a role on Google Cloud that may change everything.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "basic-role",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("basic_role.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in &file.resources {
        let binds = resource.kind.starts_with("google_")
            && (resource.kind.ends_with("_iam_member") || resource.kind.ends_with("_iam_binding"));
        let Some(role) = resource.value("role").filter(|_| binds) else {
            continue;
        };
        let Some(name) = role.as_str() else { continue };
        let what = match name {
            "roles/viewer" => "may read everything in it",
            "roles/owner" | "roles/editor" => "may change everything in it",
            "roles/iam.serviceAccountUser"
            | "roles/iam.serviceAccountTokenCreator"
            | "roles/iam.serviceAccountAdmin"
            | "roles/iam.serviceAccountKeyAdmin"
            | "roles/iam.workloadIdentityUser"
                if ["_project_", "_folder_", "_organization_"]
                    .iter()
                    .any(|level| resource.kind.contains(level)) =>
            {
                "may act as every service account in it"
            }
            _ => continue,
        };
        // Google's own agents are given such roles by its manuals.
        let agent = resource.value("member").is_some_and(|member| {
            let text = member.range.slice(report.text);
            ["@gcp-sa-", "@cloudservices.", "-robot.iam.", "@cloudbuild."]
                .iter()
                .any(|part| text.contains(part))
        });
        if agent {
            continue;
        }
        let message = format!(
            "`{}` gives `{name}`: whoever has it {what}",
            resource.address()
        );
        report.find(role.range, message).fix = Some(advice(
            "give a role for the purpose, on the resource it is for",
        ));
    }
}
