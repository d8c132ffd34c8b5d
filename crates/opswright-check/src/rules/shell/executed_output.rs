//! `executed-output`: `$(command)` as a command of its own, which runs what the command prints.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::program_of;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "executed-output",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("executed_output.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let [word] = used.simple.words.as_slice() else {
            continue;
        };
        let [Part::Substitution(substitution)] = word.parts.as_slice() else {
            continue;
        };
        let program = program_of(shell, substitution);
        if !matches!(
            program,
            "grep"
                | "test"
                | "["
                | "cd"
                | "curl"
                | "wget"
                | "rm"
                | "mkdir"
                | "cp"
                | "mv"
                | "chmod"
                | "chown"
                | "pgrep"
                | "diff"
                | "ping"
                | "nc"
                | "touch"
                | "docker"
                | "git"
                | "make"
        ) {
            continue;
        }
        let message = format!("this runs what `{program}` prints as a command");
        shell.find(report, word.range, message).fix = Some(advice("leave `$(…)` out"));
    }
}
