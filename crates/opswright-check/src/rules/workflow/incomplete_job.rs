//! `incomplete-job`: a job or step that GitHub refuses, because its one necessary key is missing.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "incomplete-job",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("incomplete_job.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        if job.uses().is_none() && job.get("runs-on").is_none() {
            report
                .find(
                    job.key.range(),
                    format!("`{}` says neither where it runs nor what it calls", job.id),
                )
                .fix = Some(advice("add `runs-on`, or `uses` for a workflow"));
        }
        if job.uses().is_none() && job.get("steps").is_none() {
            report
                .find(
                    job.key.range(),
                    format!("`{}` has no `steps` and calls no workflow", job.id),
                )
                .fix = Some(advice("add `steps`, or `uses` for a workflow"));
        }
        for step in &job.steps {
            let other = ["parallel", "wait", "wait-all", "cancel"]
                .iter()
                .any(|key| step.node.get(key).is_some());
            if other {
                continue;
            }
            let message = match (step.uses().is_some(), step.run().is_some()) {
                (true, true) => "this step has `uses` and `run`: it can have one",
                (false, false) => "this step does nothing: it has neither `uses` nor `run`",
                _ => continue,
            };
            let range = step.node.range();
            let first = step
                .node
                .entries()
                .next()
                .map_or(range, |entry| entry.key.range());
            report.find(first, message);
        }
    }
}
