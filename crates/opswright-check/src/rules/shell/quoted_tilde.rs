//! `quoted-tilde`: a `~` in quotes, which is no home folder.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Word;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "quoted-tilde",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("quoted_tilde.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (word, spot) in &shell.index.words {
        let written = match spot {
            Spot::Argument | Spot::Target => word.text(shell.text),
            Spot::Assignment => word
                .text(shell.text)
                .split_once('=')
                .map_or("", |(_, value)| value),
            _ => continue,
        };
        if (written.starts_with("\"~/") || written.starts_with("'~/"))
            && word.parts.len() <= 2
            && (*spot != Spot::Argument || is_path(shell, word))
        {
            let message = "`~` in quotes is a folder of that name, not the home folder";
            shell.find(report, word.range, message);
        }
    }
}

/// Whether the word is an argument of a program that takes it as a path on this machine.
fn is_path(shell: &Shell<'_>, word: &Word) -> bool {
    const PROGRAMS: &[&str] = &[
        "cd", "mkdir", "rm", "cp", "mv", "ls", "cat", "touch", "ln", "chmod", "chown", "source",
        ".", "test", "[", "tar", "unzip", "git", "rmdir", "install", "tee", "stat", "du",
    ];
    shell.index.commands.iter().any(|used| {
        PROGRAMS.contains(&used.name)
            && used
                .arguments
                .iter()
                .any(|argument| argument.range == word.range)
    })
}
