//! `apt-in-script`: `apt` where `apt-get` is meant for scripts.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "apt-in-script",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("apt_in_script.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) {
            continue;
        }
        for command in instruction.commands() {
            let Some(word) = command.words.iter().find(|word| word.text == "apt") else {
                continue;
            };
            let same = [
                "update",
                "install",
                "upgrade",
                "remove",
                "purge",
                "autoremove",
                "clean",
            ]
            .iter()
            .any(|verb| command.has(verb));
            if command.program() == "apt" && same {
                let edits = vec![replace(word.range, "apt-get")];
                let fix = report.fix("write `apt-get`", Safety::Safe, edits);
                report
                    .find(word.range, "`apt` is for people; its options may change")
                    .fix = Some(fix);
            }
        }
    }
}
