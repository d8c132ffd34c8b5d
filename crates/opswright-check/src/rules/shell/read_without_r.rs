//! `read-without-r`: `read` without `-r`, which drops backslashes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "read-without-r",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("read_without_r.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("read") {
        let Some(program) = used.program else {
            continue;
        };
        // `-n 1` and `-s` alone wait for a key.
        if used.has_flag(shell.text, 'r') || used.arguments.is_empty() {
            continue;
        }
        let fix = shell.fix(
            report,
            "add `-r`",
            Safety::Safe,
            &[(Range::at(program.range.end), " -r")],
        );
        shell
            .find(
                report,
                used.range(),
                "without `-r`, `read` drops backslashes",
            )
            .fix = fix;
    }
}
