//! `sudo-in-build`: sudo during a build.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "sudo-in-build",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("sudo_in_build.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) {
            continue;
        }
        for command in instruction.commands() {
            if let Some(word) = command.words.first().filter(|word| word.text == "sudo") {
                report
                    .find(word.range, "`sudo` needs a setuid program in the image")
                    .fix = Some(advice("do it before USER, as root"));
            }
        }
    }
}
