//! `egrep-command`: `egrep` or `fgrep`, which GNU grep warns of.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "egrep-command",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("egrep_command.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let other = match used.name {
            "egrep" => "grep -E",
            "fgrep" => "grep -F",
            _ => continue,
        };
        let Some(program) = used
            .program
            .filter(|program| !shell.slice(program.range).contains('/'))
        else {
            continue;
        };
        let fix = shell.fix(
            report,
            format!("write `{other}`"),
            Safety::Safe,
            &[(program.range, other)],
        );
        shell
            .find(
                report,
                program.range,
                format!("`{other}` is the same, and in POSIX"),
            )
            .fix = fix;
    }
}
