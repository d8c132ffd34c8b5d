//! `constant-case`: a `case` over a text that is no variable.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::CommandKind;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "constant-case",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("constant_case.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (command, _) in &shell.index.compounds {
        let CommandKind::Case(case) = &command.kind else {
            continue;
        };
        if let Some(value) = shell.value(&case.word).filter(|value| !value.is_empty()) {
            shell.find(
                report,
                case.word.range,
                format!("`{value}` is no variable: the same arm is taken every time"),
            );
        }
    }
}
