//! `repeated-redirect`: several commands in a row that append to the same file.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "repeated-redirect",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("repeated_redirect.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for block in &shell.index.blocks {
        let files: Vec<Option<&str>> = block
            .statements
            .iter()
            .map(|statement| match statement.first.commands.as_slice() {
                [command] if statement.rest.is_empty() => match command.redirects.as_slice() {
                    [redirect]
                        if shell.slice(redirect.operator) == ">>"
                            && redirect.descriptor.is_none() =>
                    {
                        Some(shell.slice(redirect.target.range))
                    }
                    _ => None,
                },
                _ => None,
            })
            .collect();
        let mut at = 0;
        while at < files.len() {
            let run = files
                .iter()
                .skip(at)
                .take_while(|file| file.is_some() && **file == files[at])
                .count();
            if let (Some(file), true) = (files[at], run >= 3) {
                let range = block.statements[at].range;
                shell.find(
                    report,
                    range,
                    format!("{run} commands in a row open `{file}` anew"),
                );
            }
            at += run.max(1);
        }
    }
}
