//! `stale-package-index`: `apt-get update` in a RUN of its own.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "stale-package-index",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("stale_package_index.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let commands = instruction.commands();
        let apt = |verb: &str| {
            commands
                .iter()
                .find(|command| matches!(command.program(), "apt-get" | "apt") && command.has(verb))
        };
        let used = [
            "install",
            "upgrade",
            "dist-upgrade",
            "full-upgrade",
            "build-dep",
        ]
        .iter()
        .any(|verb| apt(verb).is_some());
        if let Some(update) =
            apt("update").filter(|_| !used && matches!(instruction.body, Body::Run(_)))
        {
            report
                .find(
                    update.range(),
                    "the package lists are cached without the install that needs them",
                )
                .fix = Some(advice(
                "join it with the install: `RUN apt-get update && apt-get install …`",
            ));
        }
    }
}
