//! `input-not-read`: a pipe into a program that does not read it.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "input-not-read",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("input_not_read.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    const PROGRAMS: &[&str] = &[
        "rm", "echo", "mkdir", "rmdir", "touch", "ls", "chmod", "chown", "kill", "basename",
        "dirname", "printf", "mv", "cp",
    ];
    for used in &shell.index.commands {
        if used.position == 0 || !PROGRAMS.contains(&used.name) || used.has_flag(shell.text, 'i') {
            continue;
        }
        // What answers questions is no list.
        let answers = shell.index.commands.iter().any(|other| {
            std::ptr::eq(other.pipeline, used.pipeline)
                && other.position + 1 == used.position
                && matches!(other.name, "yes" | "echo" | "printf" | "true")
        });
        let reads = used.arguments.iter().any(|word| {
            let written = shell.slice(word.range);
            written == "-"
                || written.contains("/dev/stdin")
                || written.contains("$(")
                || written.contains('`')
        }) || used
            .simple
            .words
            .first()
            .and_then(|word| word.literal(shell.text))
            == Some("sudo");
        let fed = used
            .command
            .redirects
            .iter()
            .any(|redirect| shell.slice(redirect.operator).starts_with('<'));
        if !answers && !reads && !fed {
            let message = format!("`{}` does not read what is piped into it", used.name);
            shell.find(report, used.range(), message);
        }
    }
}
