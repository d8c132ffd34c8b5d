//! `floating-tool-version`: an action that fetches the newest version of its tool.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "floating-tool-version",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("floating_tool_version.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Actions that fetch a program, the input with its version, and whether they take the newest without it.
const FETCHING: [(&str, &str, bool); 12] = [
    ("aquasecurity/setup-trivy", "version", true),
    ("1password/load-secrets-action", "version", true),
    ("golangci/golangci-lint-action", "version", true),
    ("goreleaser/goreleaser-action", "version", true),
    ("hashicorp/setup-terraform", "terraform_version", true),
    ("opentofu/setup-opentofu", "tofu_version", true),
    ("azure/setup-helm", "version", true),
    ("azure/setup-kubectl", "version", true),
    ("astral-sh/setup-uv", "version", false),
    ("oven-sh/setup-bun", "bun-version", false),
    ("pnpm/action-setup", "version", false),
    ("arduino/setup-protoc", "version", true),
];

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for step in file.jobs.iter().flat_map(|job| &job.steps) {
        let Some(uses) = step.uses() else {
            continue;
        };
        let Some((action, input, newest)) = FETCHING
            .iter()
            .find(|(action, _, _)| step.is_action(action))
        else {
            continue;
        };
        let file_given = step.node.get("with").is_some_and(|with| {
            with.merged_entries()
                .iter()
                .any(|entry| entry.name().contains("file"))
        });
        let range = match step.input(input) {
            Some(version) if version.as_str() == Some("latest") => version.range(),
            None if *newest && !file_given => uses.range(),
            _ => continue,
        };
        report
            .find(
                range,
                format!("`{action}` fetches whatever version is newest"),
            )
            .fix = Some(advice(format!("name the version: `{input}`")));
    }
}
