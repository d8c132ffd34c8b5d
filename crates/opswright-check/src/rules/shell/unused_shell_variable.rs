//! `unused-shell-variable`: a variable that the script sets and never uses.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unused-shell-variable",
    severity: Severity::Info,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unused_shell_variable.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    let shares = shell
        .index
        .commands
        .iter()
        .any(|used| matches!(used.name, "source" | "." | "eval"));
    if shares
        || !shell.setting.certain
        || shell.text.contains("set -a")
        || shell.text.contains("allexport")
    {
        return;
    }
    for (name, sets) in &shell.index.variables {
        let Some(set) = sets.first().filter(|set| {
            set.word
                .is_some_and(|word| word.assignment(shell.text).is_some())
        }) else {
            continue;
        };
        let exported = shell
            .named("export")
            .any(|used| used.range().start <= set.name.start && set.name.end <= used.range().end);
        if exported {
            continue;
        }
        // Names of the system, and names that say so themselves.
        if name.starts_with('_')
            || name
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        {
            continue;
        }
        // Any mention counts: arithmetic, `export name`, a trap, a message.
        if shell.text.matches(name).count() == sets.len() {
            shell.find(report, set.name, format!("`{name}` is set and never used"));
        }
    }
}
