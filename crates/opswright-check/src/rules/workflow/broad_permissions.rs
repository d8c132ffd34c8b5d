//! `broad-permissions`: rights to write that more jobs have than need them.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broad-permissions",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broad_permissions.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if let Some(permissions) = file.root.get("permissions") {
        all_rights(permissions, report);
        // What a called workflow needs is not to be seen here.
        let calls = file.jobs.iter().any(|job| job.get("uses").is_some());
        if file.jobs.len() > 1 && !calls {
            for entry in permissions
                .entries()
                .filter(|entry| entry.value.as_str() == Some("write"))
            {
                let name = entry.name();
                report
                    .find(
                        entry.range(),
                        format!("all {} jobs may write {name}", file.jobs.len()),
                    )
                    .fix = Some(advice(format!(
                    "give `{name}: write` to the one job that needs it"
                )));
            }
        }
    }
    for permissions in file.jobs.iter().filter_map(|job| job.get("permissions")) {
        all_rights(permissions, report);
    }
}

fn all_rights(permissions: Node<'_>, report: &mut Report<'_>) {
    if permissions.as_str() == Some("write-all") {
        report
            .find(
                permissions.range(),
                "the token may write everything: code, releases, packages, settings of checks",
            )
            .fix = Some(advice(
            "name the rights that are used, each in the job that uses it",
        ));
    }
}
