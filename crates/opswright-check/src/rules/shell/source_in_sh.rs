//! `source-in-sh`: `source` in a script that sh runs.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "source-in-sh",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("source_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) || knows_more(shell) {
        return;
    }
    for used in shell.named("source") {
        let Some(program) = used.program else {
            continue;
        };
        let fix = shell.fix(report, "write `.`", Safety::Safe, &[(program.range, ".")]);
        let finding = shell.find(report, program.range, "`source` is no command of sh");
        finding.confidence = sureness(shell);
        finding.fix = fix;
    }
}
