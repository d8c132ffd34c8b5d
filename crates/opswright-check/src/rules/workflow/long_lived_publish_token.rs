//! `long-lived-publish-token`: a package that is published with a token which does not expire.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Job, Step, Workflow};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::script::script_commands;

pub(crate) static RULE: Rule = Rule {
    name: "long-lived-publish-token",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("long_lived_publish_token.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        for step in &job.steps {
            if let Some((range, registry)) = publishes(job, step, report.text) {
                report
                    .find(
                        range,
                        format!("{registry} is written to with a token that does not expire"),
                    )
                    .fix = Some(advice(
                    "make this workflow a trusted publisher there, and give the job `id-token: write`",
                ));
            }
        }
    }
}

/// Where a step publishes with a token, and to which registry.
fn publishes(job: &Job<'_>, step: &Step<'_>, text: &str) -> Option<(Range, &'static str)> {
    if step.is_action("pypa/gh-action-pypi-publish") {
        let password = step.input("password")?;
        return password
            .as_str()
            .filter(|text| text.contains("secrets."))
            .map(|_| (password.range(), "PyPI"));
    }
    let run = step.run()?;
    let source = run.as_str().unwrap_or("");
    let other_host = ["--host", "pkg.github.com", "--registry", "--repository-url"]
        .iter()
        .any(|mark| source.contains(mark));
    let may_publish = ["publish", "upload", "push"]
        .iter()
        .any(|word| source.contains(word));
    if !may_publish || other_host {
        return None;
    }
    let given = [step.node.get("env"), job.get("env")];
    let token = |names: &[&str]| {
        given.iter().flatten().any(|env| {
            names.iter().any(|name| {
                env.str_at(&[name]).is_some_and(|value| {
                    value.contains("secrets.") && !value.contains("GITHUB_TOKEN")
                })
            })
        })
    };
    script_commands(run, text).iter().find_map(|command| {
        if command.has("--dry-run") {
            return None;
        }
        let registry = match command.program() {
            "cargo" if command.has("publish") && token(&["CARGO_REGISTRY_TOKEN"]) => "crates.io",
            "npm" if command.has("publish") && token(&["NODE_AUTH_TOKEN", "NPM_TOKEN"]) => "npm",
            "twine" if command.has("upload") && token(&["TWINE_PASSWORD"]) => "PyPI",
            "uv" if command.has("publish") && token(&["UV_PUBLISH_TOKEN"]) => "PyPI",
            "gem" if command.has("push") && token(&["GEM_HOST_API_KEY"]) => "RubyGems",
            _ => return None,
        };
        Some((command.range(), registry))
    })
}
