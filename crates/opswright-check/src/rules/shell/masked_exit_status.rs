//! `masked-exit-status`: a declaration that hides whether the command in it failed.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Part};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "masked-exit-status",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("masked_exit_status.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let declares = matches!(
            used.name,
            "local" | "export" | "declare" | "readonly" | "typeset"
        );
        if !declares || !(shell.index.errexit || used.around.before.is_some()) {
            continue;
        }
        for word in used.arguments {
            let Some(assignment) = word.assignment(shell.text) else {
                continue;
            };
            let Some(program) = assignment
                .rest
                .iter()
                .find_map(|part| command_in(shell, part))
            else {
                continue;
            };
            // These do not fail.
            if matches!(
                program,
                "pwd"
                    | "date"
                    | "echo"
                    | "printf"
                    | "basename"
                    | "dirname"
                    | "uname"
                    | "hostname"
                    | "whoami"
                    | "id"
                    | "nproc"
            ) {
                continue;
            }
            let name = shell.slice(assignment.name);
            let message = format!("`{}` hides it if `{program}` fails", used.name);
            let finding = shell.find(report, word.range, message);
            finding.fix = Some(advice(format!(
                "declare `{name}` first, then set it on a line of its own"
            )));
        }
    }
}

/// The program of the first substitution in a part.
fn command_in<'t>(shell: &Shell<'t>, part: &Part) -> Option<&'t str> {
    match part {
        Part::Double(_, inner) => inner.iter().find_map(|part| command_in(shell, part)),
        Part::Substitution(substitution) => {
            let command = substitution
                .block
                .statements
                .last()?
                .pipelines()
                .last()?
                .commands
                .last()?;
            match &command.kind {
                CommandKind::Simple(simple) => Some(shell.slice(simple.words.first()?.range)),
                _ => Some("the command"),
            }
        }
        _ => None,
    }
}
