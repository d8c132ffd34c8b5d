//! `inherited-secrets`: a called workflow that gets all secrets.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "inherited-secrets",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("inherited_secrets.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        if let Some(secrets) = job
            .get("secrets")
            .filter(|secrets| secrets.as_str() == Some("inherit"))
        {
            report
                .find(
                    secrets.range(),
                    format!(
                        "the workflow that `{}` calls gets every secret there is",
                        job.id
                    ),
                )
                .fix = Some(advice("name the secrets that it uses"));
        }
    }
}
