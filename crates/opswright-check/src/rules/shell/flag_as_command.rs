//! `flag-as-command`: a line that begins with a flag, because the line above does not go on.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "flag-as-command",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("flag_as_command.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let Some(word) = used.simple.words.first() else {
            continue;
        };
        let flag = word.literal(shell.text).filter(|word| {
            word.len() > 1
                && word.starts_with('-')
                && word
                    .as_bytes()
                    .get(1)
                    .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'-')
        });
        if let Some(flag) = flag {
            let message = format!("`{flag}` is taken as a program: the line above does not go on");
            shell.find(report, word.range, message);
        }
    }
}
