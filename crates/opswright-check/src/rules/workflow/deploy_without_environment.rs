//! `deploy-without-environment`: a deploy job that names no environment.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use super::shape::is_deploy;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "deploy-without-environment",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("deploy_without_environment.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in file.jobs.iter().filter(|job| is_deploy(job, report.text)) {
        if job.uses().is_none() && job.get("environment").is_none() {
            report
                .find(
                    job.key.range(),
                    format!(
                        "nobody can be asked before `{}`, and nothing records what it put where",
                        job.id
                    ),
                )
                .fix = Some(advice(
                "add `environment: production` (or its name), and its reviewers in the repository's settings",
            ));
        }
    }
}
