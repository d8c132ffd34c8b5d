//! `useless-cat`: `cat` of one file into a program that can read it itself.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "useless-cat",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("useless_cat.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("cat") {
        let [file] = used.arguments else {
            continue;
        };
        let written = shell.slice(file.range);
        let several = written.contains(['*', '?', '@']) || written.starts_with(['-', '<', '>']);
        if used.position == 0
            && used.feeds()
            && !several
            && used.command.redirects.is_empty()
            && used.simple.words.len() == 2
        {
            shell.find(
                report,
                used.range(),
                format!("what reads the pipe can read {written} itself"),
            );
        }
    }
}
