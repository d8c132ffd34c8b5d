//! `indirect-exit-status`: `[ $? -eq 0 ]` where the command itself could be the condition.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "indirect-exit-status",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("indirect_exit_status.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in &shell.index.tests {
        let [status, sign, zero] = test.words else {
            continue;
        };
        let is_status = status
            .parameter()
            .is_some_and(|parameter| shell.slice(parameter.name) == "?");
        let compares = matches!(
            shell.slice(sign.range),
            "-eq" | "-ne" | "=" | "==" | "!=" | "-gt"
        );
        if is_status && compares && shell.value(zero).as_deref() == Some("0") {
            shell.find(
                report,
                test.range,
                "the command itself can be the condition",
            );
        }
    }
}
