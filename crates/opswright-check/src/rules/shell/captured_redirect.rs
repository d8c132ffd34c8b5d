//! `captured-redirect`: `$(command > file)`, which is always empty.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "captured-redirect",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("captured_redirect.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in shell
        .index
        .values
        .iter()
        .filter(|value| value.spot == Spot::Assignment)
    {
        let Part::Substitution(substitution) = value.part else {
            continue;
        };
        let [statement] = substitution.block.statements.as_slice() else {
            continue;
        };
        let [command] = statement.first.commands.as_slice() else {
            continue;
        };
        let kept = command
            .redirects
            .iter()
            .any(|redirect| matches!(shell.slice(redirect.operator), ">&" | "<<" | "<<-"));
        let away = command.redirects.iter().find(|redirect| {
            redirect.descriptor.is_none()
                && matches!(shell.slice(redirect.operator), ">" | ">>")
                && !shell.slice(redirect.target.range).starts_with("/dev/")
        });
        if let Some(redirect) = away.filter(|_| !kept && statement.rest.is_empty()) {
            let file = shell.slice(redirect.target.range);
            shell.find(
                report,
                redirect.range,
                format!("nothing is captured: the output goes to `{file}`"),
            );
        }
    }
}
