//! `local-outside-function`: `local` outside a function.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Dialect;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "local-outside-function",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("local_outside_function.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("local") {
        if !used.around.function && shell.dialect() != Dialect::Ksh && shell.setting.certain {
            shell.find(report, used.range(), "`local` stands outside a function");
        }
    }
}
