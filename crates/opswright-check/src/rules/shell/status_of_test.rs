//! `status-of-test`: `$?` behind a test or `echo`, which is the status of that.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::CommandKind;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "status-of-test",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("status_of_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for block in &shell.index.blocks {
        for pair in block.statements.windows(2) {
            let [before, after] = pair else {
                continue;
            };
            let prints = matches!(before.first.commands.as_slice(), [command] if matches!(&command.kind, CommandKind::Simple(simple)
                if simple.words.first().is_some_and(|word| matches!(shell.slice(word.range), "echo" | "printf"))))
                && before.rest.is_empty();
            if !prints || shell.slice(before.range).contains("$?") {
                continue;
            }
            let status = shell.index.values.iter().find_map(|value| {
                let at = value.range();
                let inside = after.range.start <= at.start && at.end <= after.range.end;
                value
                    .parameter()
                    .filter(|parameter| inside && shell.slice(parameter.name) == "?")
            });
            if let Some(parameter) = status.filter(|parameter| {
                parameter.range.start < after.first.range.end && after.rest.is_empty()
            }) {
                shell.find(
                    report,
                    parameter.range,
                    "this is the status of the `echo` before it",
                );
            }
        }
    }
}
