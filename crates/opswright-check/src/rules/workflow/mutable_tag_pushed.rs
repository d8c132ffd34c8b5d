//! `mutable-tag-pushed`: an image that is pushed by a moving tag alone.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{ImageReference, ShellCommand, Word};
use opswright_project::workflow::Workflow;
use opswright_source::Range;

use super::shape::commands;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "mutable-tag-pushed",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("mutable_tag_pushed.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        let built = job
            .steps
            .iter()
            .filter(|step| {
                step.is_action("docker/build-push-action")
                    && step
                        .input("push")
                        .is_some_and(|push| push.as_bool() != Some(false))
            })
            .filter_map(|step| step.input("tags"));
        for tags in built {
            let text = tags.as_str().unwrap_or("");
            let names: Vec<&str> = text
                .split(['\n', ','])
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .collect();
            if !names.is_empty() && names.iter().all(|name| is_mutable(name)) {
                find(tags.range(), names[0], report);
            }
        }
        let commands = commands(job, report.text);
        let pushed: Vec<&Word> = commands.iter().filter_map(pushed_image).collect();
        if let Some(first) = pushed
            .first()
            .filter(|_| pushed.iter().all(|name| is_mutable(&name.text)))
        {
            find(first.range, &first.text, report);
        }
    }
}

fn find(range: Range, name: &str, report: &mut Report<'_>) {
    report
        .find(range, format!("`{name}` is replaced by the next push: nobody can deploy, or go back to, this very build"))
        .fix = Some(advice("push `:${{ github.sha }}` too, and deploy by the digest that the push gives"));
}

fn pushed_image(command: &ShellCommand) -> Option<&Word> {
    let push = matches!(command.program(), "docker" | "podman" | "buildah")
        && command
            .arguments()
            .first()
            .is_some_and(|word| word.text == "push");
    command
        .arguments()
        .last()
        .filter(|last| push && last.text != "push" && !last.text.starts_with('-'))
}

fn is_mutable(name: &str) -> bool {
    // A name that is computed as a whole may carry any tag.
    if name.starts_with('$') && !name.contains('/') {
        return false;
    }
    if name.contains('$') {
        let last = name.rsplit('/').next().unwrap_or(name);
        return last
            .rsplit_once(':')
            .is_none_or(|(_, tag)| is_moving_tag(tag));
    }
    match ImageReference::parse(name).tag {
        None => true,
        Some(tag) => is_moving_tag(&tag),
    }
}

fn is_moving_tag(tag: &str) -> bool {
    matches!(
        tag,
        "latest"
            | "main"
            | "master"
            | "dev"
            | "develop"
            | "edge"
            | "stable"
            | "nightly"
            | "staging"
            | "prod"
            | "production"
    )
}
