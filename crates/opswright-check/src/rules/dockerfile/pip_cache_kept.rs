//! `pip-cache-kept`: `pip install` whose downloads stay in the layer.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "pip-cache-kept",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("pip_cache_kept.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let mut off = false;
    for instruction in &file.instructions {
        match &instruction.body {
            Body::From { .. } => off = false,
            Body::Env(pairs) | Body::Arg(pairs) => {
                off |= pairs
                    .iter()
                    .any(|pair| pair.name.text == "PIP_NO_CACHE_DIR");
            }
            Body::Run(_) if !off && instruction.flag("mount").is_none() => {
                let commands = instruction.commands();
                let removed = commands.iter().any(|command| {
                    command.program() == "rm"
                        && command
                            .arguments()
                            .iter()
                            .any(|word| word.text.contains(".cache"))
                });
                for command in commands {
                    let pip = matches!(command.program(), "pip" | "pip3") && command.has("install");
                    let kept = !command.has("--no-cache-dir") && !removed;
                    if pip
                        && kept
                        && !command
                            .words
                            .iter()
                            .any(|word| word.text.starts_with("PIP_NO_CACHE_DIR="))
                    {
                        report.find(
                            command.range(),
                            "what pip has downloaded stays in the layer",
                        );
                    }
                }
            }
            _ => {}
        }
    }
}
