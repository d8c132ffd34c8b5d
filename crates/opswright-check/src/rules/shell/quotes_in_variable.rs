//! `quotes-in-variable`: quotes inside a value, which mean nothing when the variable is expanded.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "quotes-in-variable",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("quotes_in_variable.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in shell
        .index
        .values
        .iter()
        .filter(|value| value.spot == Spot::Argument && !value.quoted && !value.nested)
    {
        let Some(parameter) = value
            .parameter()
            .filter(|parameter| parameter.operator.is_none())
        else {
            continue;
        };
        let name = shell.slice(parameter.name);
        let holds = shell.index.variables.get(name).is_some_and(|sets| {
            sets.iter().any(|set| {
                let written = set.word.map_or("", |word| shell.slice(word.range));
                let inside = written.split_once('=').map_or("", |(_, value)| value);
                let double = inside.starts_with('"')
                    && (inside.contains(" '") || inside.contains("='") || inside.contains("\\\""));
                let single =
                    inside.starts_with('\'') && (inside.contains(" \"") || inside.contains("=\""));
                inside.contains(' ')
                    && !inside.contains("$(")
                    && !inside.contains('`')
                    && (double || single)
            })
        });
        let evaluated = value
            .command
            .and_then(|at| shell.index.commands.get(at))
            .is_some_and(|used| matches!(used.name, "eval" | "echo" | "printf" | "[" | "test"));
        if holds && !evaluated {
            shell.find(
                report,
                parameter.range,
                format!("the quotes in `{name}` are text here"),
            );
        }
    }
}
