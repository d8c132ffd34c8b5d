//! `self-assignment`: a variable that is set to itself.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "self-assignment",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("self_assignment.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        if !used.simple.words.is_empty() {
            continue;
        }
        for word in &used.simple.assignments {
            let Some(assignment) = word
                .assignment(shell.text)
                .filter(|one| one.literal.is_empty() && !one.appends && !one.indexed)
            else {
                continue;
            };
            let parts = match assignment.rest {
                [Part::Double(_, inner)] => inner.as_slice(),
                parts => parts,
            };
            let [Part::Parameter(parameter)] = parts else {
                continue;
            };
            let name = shell.slice(assignment.name);
            let plain = parameter.operator.is_none()
                && parameter.prefix.is_none()
                && parameter.index.is_none();
            if plain && shell.slice(parameter.name) == name {
                shell.find(report, word.range, format!("this sets `{name}` to itself"));
            }
        }
    }
}
