//! `cache-in-release`: a release that is built with a cache which other runs can fill.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Job, Step, Workflow};

use super::shape::commands;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "cache-in-release",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("cache_in_release.md"),
    run: &[Run::Workflow(run)],
};

/// Actions that take up a cache, with the input that decides it; without one, they always do.
const CACHING: [(&str, Option<&str>, Default); 14] = [
    ("actions/cache", None, Default::On),
    ("actions/cache/restore", None, Default::On),
    ("Swatinem/rust-cache", None, Default::On),
    ("mozilla-actions/sccache-action", None, Default::On),
    ("actions/setup-go", Some("cache"), Default::On),
    ("actions/setup-node", Some("cache"), Default::Off),
    ("actions/setup-python", Some("cache"), Default::Off),
    ("actions/setup-java", Some("cache"), Default::Off),
    ("actions/setup-dotnet", Some("cache"), Default::Off),
    ("ruby/setup-ruby", Some("bundler-cache"), Default::Off),
    ("astral-sh/setup-uv", Some("enable-cache"), Default::On),
    ("pnpm/action-setup", Some("cache"), Default::Off),
    ("gradle/actions/setup-gradle", None, Default::On),
    ("docker/build-push-action", Some("cache-from"), Default::Off),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Default {
    On,
    Off,
}

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let on_release = releases(file);
    if !starts_without_branch(file) {
        return;
    }
    for job in &file.jobs {
        let caches = job.steps.iter().any(takes_cache);
        if !caches || !(on_release || publishes(job, report.text)) {
            continue;
        }
        for step in &job.steps {
            if let Some(uses) = step.uses().filter(|_| takes_cache(step)) {
                report
                    .find(
                        uses.range(),
                        format!(
                            "what `{}` publishes is built with a cache that other runs can fill",
                            job.id
                        ),
                    )
                    .fix = Some(advice("build releases without a cache"));
            }
        }
    }
}

/// Whether a release or a tag, and nothing else, starts the workflow.
fn releases(file: &Workflow<'_>) -> bool {
    file.triggers().iter().any(|(name, settings)| match *name {
        "release" => true,
        "push" => settings.get("tags").is_some() && settings.get("branches").is_none(),
        _ => false,
    })
}

/// A workflow of every pull request publishes nothing for good.
fn starts_without_branch(file: &Workflow<'_>) -> bool {
    !file
        .triggers()
        .iter()
        .any(|(name, _)| *name == "pull_request")
}

fn publishes(job: &Job<'_>, text: &str) -> bool {
    let by_action = job.steps.iter().filter_map(Step::action).any(|action| {
        matches!(
            action.repository(),
            "pypa/gh-action-pypi-publish"
                | "softprops/action-gh-release"
                | "goreleaser/goreleaser-action"
                | "rubygems/release-gem"
                | "ncipollo/release-action"
        )
    });
    by_action
        || commands(job, text)
            .iter()
            .any(|command| match command.program() {
                "npm" | "pnpm" | "yarn" | "cargo" | "uv" | "poetry" => {
                    command.has("publish") && !command.has("--dry-run")
                }
                "twine" => command.has("upload"),
                "gem" => command.has("push"),
                _ => false,
            })
}

fn takes_cache(step: &Step<'_>) -> bool {
    CACHING.iter().any(|(action, input, default)| {
        if !step.is_action(action) {
            return false;
        }
        match input.and_then(|input| step.input(input)) {
            Some(value) => value.as_bool() != Some(false) && value.as_str() != Some(""),
            None => *default == Default::On,
        }
    })
}
