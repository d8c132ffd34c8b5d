//! `loop-over-ls`: a loop over what `ls` prints, where a pattern would do.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{in_loops, program_of};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "loop-over-ls",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("loop_over_ls.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for substitution in in_loops(shell) {
        if program_of(shell, substitution) == "ls" {
            let message = "`ls` prints names for people, not for a loop";
            shell.find(report, substitution.range, message).fix =
                Some(advice("loop over a pattern: `for file in ./*`"));
        }
    }
}
