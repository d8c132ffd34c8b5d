//! `reused-loop-variable`: a loop inside a loop over the same variable.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{Command, CommandKind, For};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "reused-loop-variable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("reused_loop_variable.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    let loops: Vec<(&Command, &For)> = shell
        .index
        .compounds
        .iter()
        .filter_map(|(command, _)| match &command.kind {
            CommandKind::For(inner) => Some((*command, inner)),
            _ => None,
        })
        .collect();
    for (_, outer) in &loops {
        for (command, inner) in &loops {
            let body = outer.body.range;
            let inside = body.start <= command.range.start
                && command.range.end <= body.end
                && !body.is_empty();
            let name = shell.slice(inner.name);
            if inside && shell.slice(outer.name) == name {
                let range = Range::new(command.range.start, inner.name.end);
                shell.find(
                    report,
                    range,
                    format!("the loop around this one runs over `{name}` as well"),
                );
            }
        }
    }
}
