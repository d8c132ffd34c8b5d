//! `unchecked-cd`: a `cd` that may fail unseen, before commands that count on it.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unchecked-cd",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unchecked_cd.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.index.errexit {
        return;
    }
    for used in &shell.index.commands {
        if !matches!(used.name, "cd" | "pushd") || used.around.checked || used.around.background {
            continue;
        }
        let folder = used.arguments.last().map(|word| shell.slice(word.range));
        // Home, back, up and here are always there.
        let Some(folder) = folder.filter(|folder| {
            !matches!(
                folder.trim_end_matches('/'),
                "" | "-" | ".." | "." | "~" | "\"$HOME\"" | "$HOME" | "../.." | "/tmp"
            )
        }) else {
            continue;
        };
        if is_last(shell, used.range()) {
            continue;
        }
        let leave = if used.around.function {
            "return"
        } else {
            "exit"
        };
        let end = used.command.range.end;
        let fix = shell.fix(
            report,
            format!("add `|| {leave}`"),
            Safety::Safe,
            &[(Range::at(end), &format!(" || {leave}"))],
        );
        let message = format!("if `{folder}` is not there, what follows runs in the wrong folder");
        shell.find(report, used.range(), message).fix = fix;
    }
}

/// Whether nothing follows in its script.
fn is_last(shell: &Shell<'_>, range: Range) -> bool {
    !shell
        .index
        .commands
        .iter()
        .any(|other| other.command.range.start >= range.end)
}
