//! `unguarded-deploy`: a deploy that any branch or pull request starts.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use super::shape::is_deploy;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unguarded-deploy",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unguarded_deploy.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let filtered = |event: &str| {
        file.trigger(event)
            .is_none_or(|push| push.get("branches").is_some() || push.get("tags").is_some())
    };
    let cause = if file.trigger("pull_request").is_some()
        || file.trigger("pull_request_target").is_some()
    {
        "a pull request"
    } else if !filtered("push") {
        "a push to any branch"
    } else {
        return;
    };
    for job in file.jobs.iter().filter(|job| is_deploy(job, report.text)) {
        let mut chain = file.before(job);
        chain.push(job);
        let preview = job
            .environment()
            .is_some_and(|name| name.contains("preview") || name.contains("${{"));
        let guarded = chain
            .iter()
            .filter_map(|job| job.get("if"))
            .any(|condition| {
                let text = condition.as_str().unwrap_or("");
                [
                    "github.ref",
                    "github.event_name",
                    "github.base_ref",
                    "inputs.",
                ]
                .iter()
                .any(|word| text.contains(word))
            });
        if !guarded && !preview {
            report
                .find(job.key.range(), format!("{cause} starts `{}`", job.id))
                .fix = Some(advice(
                "add `if: github.ref == 'refs/heads/main'`, or a `branches` filter to the trigger",
            ));
        }
    }
}
