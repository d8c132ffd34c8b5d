//! `variable-in-format`: a variable in the format of `printf`.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "variable-in-format",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("variable_in_format.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("printf") {
        let format = used
            .arguments
            .iter()
            .find(|word| !shell.slice(word.range).starts_with('-'));
        let Some(format) = format.filter(|_| !used.has(shell.text, "-v")) else {
            continue;
        };
        for value in &shell.index.values {
            let inside = value.word.is_some_and(|word| word.range == format.range);
            let Some(parameter) = value.parameter().filter(|_| inside && !value.nested) else {
                continue;
            };
            let name = shell.slice(parameter.name);
            if parameter.is_number(shell.text) || is_format(shell, name) {
                continue;
            }
            let message = format!("a `%` in `{name}` is a directive here");
            shell.find(report, parameter.range, message).fix = Some(advice("print it with `'%s'`"));
        }
    }
}

/// Whether the variable is a format by its name, or by all that it is set to.
fn is_format(shell: &Shell<'_>, name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let named = [
        "fmt", "format", "color", "colour", "red", "green", "yellow", "blue", "bold", "reset",
        "nc", "cyan", "normal", "end", "usage",
    ]
    .iter()
    .any(|word| lower.contains(word));
    let constant = shell.index.variables.get(name).is_some_and(|sets| {
        sets.iter().all(|set| {
            set.word.is_some_and(|word| {
                let written = shell.slice(word.range);
                !written.contains('%')
                    && (!written.contains('$')
                        || written.contains("$'")
                        || written.contains("$(tput"))
            })
        })
    });
    named || constant
}
