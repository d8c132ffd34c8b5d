//! `redirect-before-sudo`: `sudo command > /etc/file`, whose file is opened without `sudo`.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::target_of;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "redirect-before-sudo",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("redirect_before_sudo.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    const FOLDERS: &[&str] = &[
        "/etc/", "/usr/", "/proc/", "/sys/", "/boot/", "/lib/", "/opt/", "/var/", "/root/",
    ];
    for used in &shell.index.commands {
        if used
            .simple
            .words
            .first()
            .and_then(|word| word.literal(shell.text))
            != Some("sudo")
        {
            continue;
        }
        for redirect in &used.command.redirects {
            let Some(file) = target_of(shell, redirect) else {
                continue;
            };
            if FOLDERS
                .iter()
                .any(|folder| file.trim_start_matches('"').starts_with(folder))
            {
                let message = format!("`{file}` is opened by the shell, without `sudo`");
                shell.find(report, redirect.range, message).fix =
                    Some(advice("write it with `| sudo tee`"));
            }
        }
    }
}
