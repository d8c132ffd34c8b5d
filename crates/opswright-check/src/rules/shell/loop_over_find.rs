//! `loop-over-find`: a loop over what `find` prints, which breaks names with white space.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{in_loops, program_of};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "loop-over-find",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("loop_over_find.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for substitution in in_loops(shell) {
        if program_of(shell, substitution) == "find" {
            let message = "names with white space are broken into pieces here";
            shell.find(report, substitution.range, message).fix =
                Some(advice("use `find … -exec`, or `-print0` with `read -d ''`"));
        }
    }
}
