//! What the jobs of a workflow are for: tests, deploys, and the order between them.

use opswright_dockerfile::ShellCommand;
use opswright_project::workflow::{Job, Step, Workflow};
use opswright_yaml::Node;

use crate::script::script_commands;

/// Whether the job puts something into an environment. Pages of documentation are not meant.
pub(super) fn is_deploy(job: &Job<'_>, text: &str) -> bool {
    let pages = job.environment() == Some("github-pages")
        || job
            .steps
            .iter()
            .any(|step| step.is_action("actions/deploy-pages"));
    let named = words(job).any(|word| {
        matches!(
            word.as_str(),
            "deploy" | "deployment" | "rollout" | "promote"
        )
    });
    let placed = job
        .environment()
        .is_some_and(|name| is_production(name) || is_staging(name));
    if pages || named || placed {
        return !pages;
    }
    let source = job.node.range().slice(text);
    if tried_by(job) || !DEPLOYING.iter().any(|program| source.contains(program)) {
        return false;
    }
    let commands = commands(job, text);
    // A cluster that lives as long as the job is no environment.
    let throwaway = commands
        .iter()
        .any(|command| matches!(command.program(), "kind" | "minikube" | "k3d" | "k3s"))
        || job.steps.iter().filter_map(Step::action).any(|action| {
            ["kind", "minikube", "k3d", "k3s"]
                .iter()
                .any(|name| action.action.contains(name))
        });
    !throwaway && commands.iter().any(deploys)
}

/// Programs that deploy.
const DEPLOYING: [&str; 9] = [
    "kubectl",
    "helm",
    "flyctl",
    "fly ",
    "opswright",
    "sls",
    "serverless",
    "gcloud",
    "aws",
];

/// Whether the job deploys only to try something.
fn tried_by(job: &Job<'_>) -> bool {
    words(job).any(|word| matches!(word.as_str(), "test" | "tests" | "e2e" | "integration"))
}

fn deploys(command: &ShellCommand) -> bool {
    match command.program() {
        "kubectl" => command.has("apply") || command.has("rollout"),
        "helm" => command.has("upgrade") || command.has("install"),
        "flyctl" | "fly" | "opswright" | "sls" | "serverless" => command.has("deploy"),
        "gcloud" => command.has("deploy"),
        "aws" => command.has("update-service"),
        _ => false,
    }
}

/// Whether the job tests or checks what will be deployed.
pub(super) fn is_test(job: &Job<'_>, text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "test", "tests", "testing", "check", "checks", "ci", "lint", "verify", "spec", "specs",
        "quality", "e2e",
    ];
    let called = job.uses().and_then(|uses| uses.as_str()).unwrap_or("");
    let by_call = parts(called).any(|part| WORDS.contains(&part.as_str()));
    by_call
        || words(job).any(|word| WORDS.contains(&word.as_str()))
        || commands(job, text).iter().any(tests)
}

/// Whether the command runs tests.
pub(super) fn tests(command: &ShellCommand) -> bool {
    let first = command
        .arguments()
        .first()
        .map_or("", |word| word.text.as_str());
    match command.program() {
        "npm" | "pnpm" | "yarn" | "bun" | "cargo" | "go" | "dotnet" | "mix" | "swift" | "deno" => {
            first.contains("test")
                || command
                    .arguments()
                    .get(1)
                    .is_some_and(|word| first == "run" && word.text.contains("test"))
        }
        "pytest" | "tox" | "nox" | "rspec" | "phpunit" | "jest" | "vitest" | "ctest" => true,
        "mvn" | "mvnw" | "gradle" | "gradlew" | "make" | "just" | "task" => command
            .arguments()
            .iter()
            .any(|word| matches!(word.text.as_str(), "test" | "verify" | "check")),
        _ => false,
    }
}

/// Whether an environment of this name serves real users.
pub(super) fn is_production(name: &str) -> bool {
    let lower = name.to_lowercase();
    !is_staging(name)
        && (lower.starts_with("prod")
            || lower.ends_with("prod")
            || lower.contains("production")
            || lower == "live")
}

/// Whether an environment of this name is one to try things in.
pub(super) fn is_staging(name: &str) -> bool {
    parts(name).any(|part| {
        part.starts_with("stag")
            || matches!(
                part.as_str(),
                "preprod"
                    | "preproduction"
                    | "pre"
                    | "uat"
                    | "qa"
                    | "test"
                    | "testing"
                    | "dev"
                    | "development"
                    | "preview"
                    | "canary"
                    | "integration"
                    | "sandbox"
            )
    })
}

/// Whether something other than a person or another workflow starts the workflow.
pub(super) fn starts_by_itself(workflow: &Workflow<'_>) -> bool {
    workflow.triggers().iter().any(|(name, _)| {
        !matches!(
            *name,
            "workflow_dispatch" | "workflow_call" | "workflow_run" | "repository_dispatch"
        )
    })
}

/// All simple commands of the job's scripts.
pub(super) fn commands(job: &Job<'_>, text: &str) -> Vec<ShellCommand> {
    job.steps
        .iter()
        .filter_map(Step::run)
        .flat_map(|run| script_commands(run, text))
        .collect()
}

/// The first step that builds an image and pushes it, by its `uses`.
pub(super) fn pushed_image<'a>(workflow: &Workflow<'a>) -> Option<Node<'a>> {
    workflow
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .find_map(|step| {
            let pushes = step
                .input("push")
                .is_some_and(|push| push.as_bool() != Some(false));
            step.uses()
                .filter(|_| step.is_action("docker/build-push-action") && pushes)
        })
}

/// Words of the job's id and name, in lower case.
fn words(job: &Job<'_>) -> impl Iterator<Item = String> {
    let name = job.get("name").and_then(|name| name.as_str()).unwrap_or("");
    parts(job.id)
        .chain(parts(name))
        .collect::<Vec<_>>()
        .into_iter()
}

fn parts(name: &str) -> impl Iterator<Item = String> {
    name.split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
}
