//! `sudo-with-builtin`: `sudo cd`, whose effect ends with it.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "sudo-with-builtin",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("sudo_with_builtin.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let sudo = used
            .simple
            .words
            .first()
            .and_then(|word| word.literal(shell.text))
            == Some("sudo");
        if sudo
            && matches!(
                used.name,
                "cd" | "source" | "." | "export" | "alias" | "umask" | "ulimit"
            )
        {
            shell.find(
                report,
                used.command.range,
                format!("`{}` under `sudo` changes nothing here", used.name),
            );
        }
    }
}
