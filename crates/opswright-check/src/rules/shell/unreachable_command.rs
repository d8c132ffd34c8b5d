//! `unreachable-command`: a command behind `exit` or `return`, which never runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Statement};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unreachable-command",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unreachable_command.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for block in &shell.index.blocks {
        for pair in block.statements.windows(2) {
            let [ends, next] = pair else {
                continue;
            };
            if !is_end(shell, ends) || is_definition(next) || next.range.start < ends.range.end {
                continue;
            }
            let first = shell
                .slice(ends.range)
                .split_whitespace()
                .next()
                .unwrap_or("");
            // What follows `exit` of a whole script may be no script at all.
            let line_between = shell
                .text
                .get(ends.range.end..next.range.start)
                .unwrap_or("");
            if line_between.contains("__") {
                continue;
            }
            shell.find(
                report,
                next.range,
                format!("this never runs: `{first}` stands before it"),
            );
        }
    }
}

fn is_end(shell: &Shell<'_>, statement: &Statement) -> bool {
    let [command] = statement.first.commands.as_slice() else {
        return false;
    };
    let CommandKind::Simple(simple) = &command.kind else {
        return false;
    };
    let name = simple
        .words
        .first()
        .and_then(|word| word.literal(shell.text));
    statement.rest.is_empty() && !statement.background && matches!(name, Some("exit" | "return"))
}

fn is_definition(statement: &Statement) -> bool {
    statement
        .first
        .commands
        .first()
        .is_some_and(|command| matches!(command.kind, CommandKind::Function(_)))
}
