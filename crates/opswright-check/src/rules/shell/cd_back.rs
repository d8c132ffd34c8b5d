//! `cd-back`: `cd ..` to come back from a `cd`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Statement};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "cd-back",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("cd_back.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for block in &shell.index.blocks {
        let goes = |statement: &Statement| -> Option<String> {
            let CommandKind::Simple(simple) = &statement.first.commands.first()?.kind else {
                return None;
            };
            let [program, folder] = simple.words.as_slice() else {
                return None;
            };
            (program.literal(shell.text)? == "cd").then(|| shell.slice(folder.range).to_owned())
        };
        let mut inside = false;
        for statement in &block.statements {
            match goes(statement).as_deref() {
                Some(".." | "../") if inside => {
                    shell.find(report, statement.range, "a subshell comes back by itself");
                    inside = false;
                }
                Some(folder) => inside = !folder.starts_with(['/', '.', '"', '$', '-']),
                None => {}
            }
        }
    }
}
