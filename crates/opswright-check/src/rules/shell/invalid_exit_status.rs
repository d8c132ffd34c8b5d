//! `invalid-exit-status`: an exit status that is no number from 0 to 255.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-exit-status",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_exit_status.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        if !matches!(used.name, "exit" | "return") {
            continue;
        }
        let Some((word, status)) = used
            .arguments
            .first()
            .and_then(|word| Some((word, shell.value(word)?)))
        else {
            continue;
        };
        if status.parse::<u8>().is_err() {
            let message = format!("`{status}` is no exit status: those are 0 to 255");
            shell.find(report, word.range, message);
        }
    }
}
