//! `replaced-shell`: /bin/sh replaced by a link.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "replaced-shell",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("replaced_shell.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) {
            continue;
        }
        for command in instruction.commands() {
            let target = command
                .arguments()
                .last()
                .map_or("", |word| word.text.as_str());
            if command.program() == "ln" && target == "/bin/sh" {
                report
                    .find(
                        command.range(),
                        "this changes the shell of every program in the image",
                    )
                    .fix = Some(advice("write `SHELL [\"/bin/bash\", \"-c\"]`"));
            }
        }
    }
}
