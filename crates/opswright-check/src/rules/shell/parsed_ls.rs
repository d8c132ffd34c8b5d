//! `parsed-ls`: the output of `ls` read by another program.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::CommandKind;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "parsed-ls",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("parsed_ls.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("ls") {
        let Some(next) = used.pipeline.commands.get(used.position + 1) else {
            continue;
        };
        let reader = match &next.kind {
            CommandKind::Simple(simple) => simple
                .words
                .first()
                .map_or("", |word| shell.slice(word.range)),
            CommandKind::Loop(_) => "while",
            _ => continue,
        };
        if matches!(
            reader,
            "grep"
                | "egrep"
                | "sed"
                | "awk"
                | "xargs"
                | "head"
                | "tail"
                | "cut"
                | "while"
                | "sort"
                | "tr"
        ) {
            let message = format!("`{reader}` reads names that `ls` prints for people");
            shell.find(report, used.range(), message);
        }
    }
}
