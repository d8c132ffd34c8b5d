//! `missing-pipeline-stage`: a pipeline that deploys without a stage that lints, builds or scans.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ShellCommand;
use opswright_project::workflow::{Job, Step, Workflow};

use super::shape::{commands, is_deploy, starts_by_itself};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-pipeline-stage",
    severity: Severity::Info,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_pipeline_stage.md"),
    run: &[Run::Workflow(run)],
};

/// A stage, words in names of jobs, steps and actions, and programs.
const STAGES: [(&str, &[&str], &[&str]); 3] = [
    (
        "lint",
        &[
            "lint", "format", "fmt", "style", "check", "clippy", "quality",
        ],
        &[
            "eslint",
            "ruff",
            "black",
            "flake8",
            "clippy",
            "golangci-lint",
            "gofmt",
            "rubocop",
            "hadolint",
            "actionlint",
            "prettier",
            "mypy",
            "tsc",
            "biome",
            "shellcheck",
            "pre-commit",
        ],
    ),
    (
        "build",
        &["build", "compile", "package", "bundle", "image", "docker"],
        &[
            "docker", "make", "mvn", "gradle", "gradlew", "mvnw", "buildah", "go", "cargo",
        ],
    ),
    (
        "scan",
        &[
            "scan",
            "codeql",
            "trivy",
            "snyk",
            "audit",
            "security",
            "sast",
            "grype",
            "semgrep",
            "dependency-review",
            "govulncheck",
        ],
        &[
            "trivy",
            "grype",
            "snyk",
            "semgrep",
            "gitleaks",
            "bandit",
            "govulncheck",
            "osv-scanner",
            "cargo-audit",
            "pip-audit",
        ],
    ),
];

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if !starts_by_itself(file) {
        return;
    }
    // A called workflow can hold any stage.
    if file.jobs.iter().any(|job| job.uses().is_some()) {
        return;
    }
    let Some(deploy) = file.jobs.iter().find(|job| is_deploy(job, report.text)) else {
        return;
    };
    let missing: Vec<&str> = STAGES
        .iter()
        .filter(|(_, words, programs)| {
            !file
                .jobs
                .iter()
                .any(|job| has_stage(job, words, programs, report.text))
        })
        .map(|(name, _, _)| *name)
        .collect();
    if !missing.is_empty() {
        report
            .find(
                deploy.key.range(),
                format!(
                    "`{}` deploys what no {} stage has seen",
                    deploy.id,
                    missing.join(", no ")
                ),
            )
            .fix = Some(advice("add a job for each, and let the deploy need it"));
    }
}

fn has_stage(job: &Job<'_>, words: &[&str], programs: &[&str], text: &str) -> bool {
    let says = |name: &str| {
        let name = name.to_lowercase();
        words.iter().any(|word| name.contains(word))
    };
    let named = job.steps.iter().any(|step| {
        step.node.str_at(&["name"]).is_some_and(says)
            || Step::action(step).is_some_and(|action| says(action.action))
    });
    says(job.id)
        || job
            .get("name")
            .and_then(|name| name.as_str())
            .is_some_and(says)
        || named
        || commands(job, text)
            .iter()
            .any(|command| runs(command, words, programs))
}

fn runs(command: &ShellCommand, words: &[&str], programs: &[&str]) -> bool {
    let by_name = programs.contains(&command.program());
    let script = matches!(
        command.program(),
        "npm"
            | "pnpm"
            | "yarn"
            | "bun"
            | "make"
            | "just"
            | "task"
            | "uv"
            | "poetry"
            | "npx"
            | "cargo"
    );
    by_name
        || script
            && command.arguments().iter().any(|word| {
                words
                    .iter()
                    .chain(programs)
                    .any(|known| word.text.contains(known))
            })
}
