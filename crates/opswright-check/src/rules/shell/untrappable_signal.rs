//! `untrappable-signal`: a `trap` on KILL or STOP, which no process can catch.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "untrappable-signal",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("untrappable_signal.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("trap") {
        for word in used.arguments.iter().skip(1) {
            if let Some(signal) = word.literal(shell.text).filter(|name| {
                matches!(name.trim_start_matches("SIG"), "KILL" | "STOP" | "9" | "19")
            }) {
                shell.find(report, word.range, format!("`{signal}` cannot be caught"));
            }
        }
    }
}
