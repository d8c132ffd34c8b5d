//! `grepped-ps`: `ps | grep`, which finds itself.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "grepped-ps",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("grepped_ps.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("grep") {
        let before = shell.index.commands.iter().find(|other| {
            std::ptr::eq(other.pipeline, used.pipeline) && other.position + 1 == used.position
        });
        if let Some(ps) = before.filter(|before| before.name == "ps") {
            shell.find(
                report,
                Range::new(ps.range().start, used.range().end),
                "`grep` finds itself; `pgrep` does not",
            );
        }
    }
}
