//! `pointless-command`: a command that means nothing during a build.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "pointless-command",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("pointless_command.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) {
            continue;
        }
        for command in instruction.commands() {
            let program = command.program();
            let verb = command
                .arguments()
                .first()
                .map_or("", |word| word.text.as_str());
            let what = match program {
                "ps" | "top" | "free" | "shutdown" | "reboot" | "vim" | "nano" => {
                    program.to_owned()
                }
                "systemctl" if matches!(verb, "start" | "restart" | "stop" | "status") => {
                    format!("{program} {verb}")
                }
                _ => continue,
            };
            let message = format!("`{what}` has no effect on the image");
            report.find(command.range(), message);
        }
    }
}
