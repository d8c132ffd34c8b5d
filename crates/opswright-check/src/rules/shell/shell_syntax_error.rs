//! `shell-syntax-error`: a script that no shell can read.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::FaultKind;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Place, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "shell-syntax-error",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("shell_syntax_error.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !shell.holes.is_empty() && shell.setting.place == Place::Build {
        return;
    }
    // What follows the first one is most often its echo.
    if let Some(fault) = shell.script.faults.first() {
        // `if[` is another fault, and `then` its echo.
        let glued = shell
            .index
            .commands
            .iter()
            .any(|used| used.name.len() > 2 && used.name.ends_with('['));
        if fault.kind == FaultKind::TooDeep || glued && shell.slice(fault.range) == "then" {
            return;
        }
        shell.find(report, fault.range, fault.message(shell.text));
    }
}
