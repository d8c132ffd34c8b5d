//! `unpinned-tool`: a tool that is fetched and run without a version.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use super::shape::commands;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-tool",
    severity: Severity::Info,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_tool.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        let commands = commands(job, report.text);
        let installs = commands.iter().any(|command| {
            matches!(command.program(), "npm" | "pnpm" | "yarn" | "bun")
                && (command.has("ci") || command.has("install"))
        });
        if installs {
            continue;
        }
        for command in &commands {
            let words = command.arguments();
            let tool = match (
                command.program(),
                words.first().map(|word| word.text.as_str()),
            ) {
                ("npx" | "bunx", _) => words.iter().find(|word| !word.text.starts_with('-')),
                ("pnpm" | "yarn", Some("dlx")) => words.get(1),
                _ => None,
            };
            if let Some(tool) = tool.filter(|tool| {
                !tool.text[1.min(tool.text.len())..].contains('@') && !tool.is_dynamic()
            }) {
                report
                    .find(
                        tool.range,
                        format!("`{}` is fetched in whatever version is newest", tool.text),
                    )
                    .fix = Some(advice(format!("name the version: `{}@VERSION`", tool.text)));
            }
        }
    }
}
