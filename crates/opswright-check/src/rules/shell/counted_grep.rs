//! `counted-grep`: `grep | wc -l` where `grep -c` counts.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "counted-grep",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("counted_grep.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("wc") {
        let before = shell.index.commands.iter().find(|other| {
            std::ptr::eq(other.pipeline, used.pipeline) && other.position + 1 == used.position
        });
        let lines = matches!(used.arguments, [flag] if flag.literal(shell.text) == Some("-l"));
        let Some(grep) = before.filter(|before| before.name == "grep" && lines) else {
            continue;
        };
        if !["o", "r", "R", "l", "A", "B", "C"]
            .iter()
            .any(|flag| flag.chars().any(|flag| grep.has_flag(shell.text, flag)))
        {
            shell.find(
                report,
                Range::new(grep.range().start, used.range().end),
                "`grep -c` counts lines itself",
            );
        }
    }
}
