//! `parentheses-for-test`: `( -f x )`, which calls a program named `-f`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::CommandKind;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "parentheses-for-test",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("parentheses_for_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (command, around) in &shell.index.compounds {
        let CommandKind::Subshell(block) = &command.kind else {
            continue;
        };
        let written = shell
            .slice(command.range)
            .trim_start_matches('(')
            .trim_start();
        let unary = [
            "-f ", "-d ", "-e ", "-n ", "-z ", "-r ", "-w ", "-x ", "-s ",
        ]
        .iter()
        .any(|sign| written.starts_with(sign));
        if around.checked && unary && block.statements.len() == 1 {
            shell.find(
                report,
                command.range,
                "parentheses are a subshell, not a test",
            );
        }
    }
}
