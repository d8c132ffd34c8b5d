//! `and-or-for-if`: `a && b || c`, where `c` also runs if `b` fails.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Connector, Pipeline};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "and-or-for-if",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("and_or_for_if.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (statement, _) in &shell.index.statements {
        let [(Connector::And, second), (Connector::Or, third)] = statement.rest.as_slice() else {
            continue;
        };
        let name = |pipeline: &Pipeline| -> Option<&str> {
            match &pipeline.commands.first()?.kind {
                CommandKind::Simple(simple) => Some(
                    simple
                        .words
                        .first()
                        .map_or("=", |word| shell.slice(word.range)),
                ),
                CommandKind::Test(_) => Some("[["),
                _ => None,
            }
        };
        let asks = matches!(
            name(&statement.first),
            Some("[" | "[[" | "test" | "command" | "which" | "grep")
        );
        let never_fails = matches!(
            name(second),
            Some("echo" | "printf" | "true" | ":" | "=" | "exit" | "return" | "export")
        );
        let meant = matches!(
            name(third),
            Some("true" | ":" | "exit" | "return" | "die" | "fail" | "false" | "echo")
        );
        if asks && !never_fails && !meant {
            shell.find(
                report,
                statement.range,
                "the last part also runs if the second fails",
            );
        }
    }
}
