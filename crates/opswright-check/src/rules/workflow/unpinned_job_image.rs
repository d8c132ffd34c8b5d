//! `unpinned-job-image`: a container of a job, a service or a step whose image has no version.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ImageReference;
use opswright_project::workflow::{Step, Workflow};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-job-image",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_job_image.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        let container = job
            .get("container")
            .and_then(|container| container.get("image").or(Some(container)));
        let services = job
            .get("services")
            .into_iter()
            .flat_map(|services| services.entries())
            .filter_map(|entry| entry.value.get("image"));
        for image in container.into_iter().chain(services) {
            if let Some(text) = image.as_str() {
                look(image.range(), text, report);
            }
        }
        for uses in job.steps.iter().filter_map(Step::uses) {
            if let Some(text) = uses
                .as_str()
                .and_then(|text| text.strip_prefix("docker://"))
            {
                look(uses.range(), text, report);
            }
        }
    }
}

fn look(range: Range, text: &str, report: &mut Report<'_>) {
    if text.trim().is_empty() || text.contains("${{") || text.ends_with(':') {
        return;
    }
    let image = ImageReference::parse(text);
    let mutable = match image.tag.as_deref() {
        None => "no tag",
        Some("latest") => "the tag `latest`",
        Some(_) => return,
    };
    if image.digest.is_none() {
        report
            .find(
                range,
                format!("`{text}` has {mutable}: what it is changes without a change here"),
            )
            .fix = Some(advice("name a version, and better its digest"));
    }
}
