//! `manifest-left-behind`: a final image has the built program of a Node package, and not its package.json.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Command, Dockerfile, Stage};

use super::stages::chain;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "manifest-left-behind",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("manifest_left_behind.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let Some(stage) = file.stages.last() else {
        return;
    };
    let mut modules = None;
    for instruction in chain(file, stage)
        .into_iter()
        .flat_map(|stage| file.instructions_of(stage))
    {
        let Body::Copy { sources, .. } = &instruction.body else {
            continue;
        };
        for source in sources {
            let name = source.text.trim_end_matches('/').rsplit('/').next();
            match name.unwrap_or_default() {
                "node_modules" => modules = Some(instruction.range),
                "dist" | "build" | "lib" | "out" | "src" => {}
                // The manifest itself, or a folder that may hold it.
                _ => return,
            }
        }
    }
    let (Some(modules), Some(script)) = (modules, started_script(file, stage)) else {
        return;
    };
    report
        .find(
            modules,
            format!("`{script}` is copied without its package.json: with `\"type\": \"module\"` there it does not start"),
        )
        .fix = Some(advice("add `COPY package.json ./` to the final stage"));
}

/// The script that node starts, below a folder of built files.
fn started_script(file: &Dockerfile, stage: &Stage) -> Option<String> {
    let command = file
        .instructions_of(stage)
        .iter()
        .rev()
        .find_map(|instruction| match &instruction.body {
            Body::Cmd(Command::Exec { words, .. }) => Some(words),
            _ => None,
        })?;
    let mut words = command.iter().map(|word| word.text.as_str());
    let program = words.next()?;
    let script = words.find(|word| !word.starts_with('-'))?;
    let built = script.ends_with(".js") && script.contains('/');
    (program == "node" && built).then(|| script.to_owned())
}
