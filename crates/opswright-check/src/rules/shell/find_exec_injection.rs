//! `find-exec-injection`: `{}` inside the script of `find -exec sh -c`, which runs names as code.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "find-exec-injection",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("find_exec_injection.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("find") {
        for four in used.arguments.windows(4) {
            let [exec, program, flag, script] = four else {
                continue;
            };
            let runs = matches!(exec.literal(shell.text), Some("-exec" | "-execdir"));
            let name = program.literal(shell.text).unwrap_or("");
            let is_shell = matches!(
                name.rsplit('/').next(),
                Some("sh" | "bash" | "dash" | "zsh")
            );
            let is_script = flag
                .literal(shell.text)
                .is_some_and(|flag| flag.starts_with('-') && flag.ends_with('c'));
            if runs && is_shell && is_script && shell.slice(script.range).contains("{}") {
                let message = "a file's name is run as a part of this script";
                shell.find(report, script.range, message).fix =
                    Some(advice("pass it: `sh -c '… \"$1\"' _ {}`"));
            }
        }
    }
}
