//! `double-bracket-in-sh`: `[[ … ]]` in a script that sh runs.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "double-bracket-in-sh",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("double_bracket_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) || knows_more(shell) {
        return;
    }
    for test in shell.index.tests.iter().filter(|test| test.double) {
        let message = "`[[` is no command of sh: this fails without a look";
        shell.find(report, test.range, message).confidence = sureness(shell);
    }
}
