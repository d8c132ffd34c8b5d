//! `unchecked-pipe`: a pipe whose first command may fail unseen.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unchecked-pipe",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unchecked_pipe.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let mut has_pipefail = false;
    for instruction in &file.instructions {
        match &instruction.body {
            Body::From { .. } => has_pipefail = false,
            Body::Shell(_) => {
                has_pipefail = instruction.range.slice(report.text).contains("pipefail");
            }
            Body::Run(_) if !has_pipefail => look(instruction.commands(), report),
            _ => {}
        }
    }
}

fn look(commands: &[opswright_dockerfile::ShellCommand], report: &mut Report<'_>) {
    let sets = |command: &opswright_dockerfile::ShellCommand| {
        command.program() == "set" && command.has("pipefail")
    };
    if commands.iter().any(sets) {
        return;
    }
    for pair in commands.windows(2) {
        let [feeds, reads] = pair else {
            continue;
        };
        // What only prints does not fail.
        let harmless = matches!(feeds.program(), "echo" | "printf" | "yes" | "cat" | "true");
        if reads.piped && !harmless {
            let message = format!(
                "if what feeds `{}` fails, the build goes on",
                reads.program()
            );
            report.find(reads.range(), message);
        }
    }
}
