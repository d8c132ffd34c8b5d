//! `which-command`: `which` to find a program.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "which-command",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("which_command.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("which") {
        if let [_] = used.arguments {
            shell.find(
                report,
                used.range(),
                "`command -v` is a part of the shell; `which` may be missing",
            );
        }
    }
}
