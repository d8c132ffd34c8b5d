//! `unquoted-arguments`: `$@` or `$*` without quotes, which breaks arguments with white space.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::{Part, Word};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_data, quote};
use crate::shell::{Shell, Value};

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-arguments",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unquoted_arguments.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in &shell.index.values {
        let Some(parameter) = value.parameter() else {
            continue;
        };
        if value.nested
            || !value.is_split()
            || parameter.prefix.is_some()
            || only_shown(shell, value)
        {
            continue;
        }
        let name = shell.slice(parameter.name);
        let index = parameter.index.map_or("", |index| shell.slice(index));
        let star = name == "*" || index == "*";
        if !(star || name == "@" || index == "@")
            || parameter
                .operator
                .is_some_and(|sign| shell.slice(sign).contains('+'))
        {
            continue;
        }
        if is_constant(shell, name) {
            continue;
        }
        let written = shell.slice(parameter.range);
        let whole = value.word.is_some_and(|word| word.range == parameter.range);
        let quoted = quote(&if name == "*" {
            written.replace('*', "@")
        } else if index == "*" {
            written.replace("[*]", "[@]")
        } else {
            written.to_owned()
        });
        let fix = shell
            .fix(
                report,
                format!("write `{quoted}`"),
                Safety::Safe,
                &[(parameter.range, &quoted)],
            )
            .filter(|_| whole);
        let message = format!("`{written}` breaks arguments that hold white space");
        shell.find(report, parameter.range, message).fix = fix;
    }
}

/// Whether all elements of the array are plain words.
fn is_constant(shell: &Shell<'_>, name: &str) -> bool {
    let plain = |word: &Word| {
        shell
            .value(word)
            .is_some_and(|value| !value.contains([' ', '*', '?', '[']))
    };
    shell.index.variables.get(name).is_some_and(|sets| {
        sets.iter().all(|set| {
            let parts = set.word.map_or(&[][..], |word| &word.parts);
            matches!(parts.last(), Some(Part::Array(_, words)) if words.iter().all(plain))
        })
    })
}

/// Whether it is only printed for a person.
fn only_shown(shell: &Shell<'_>, value: &Value<'_>) -> bool {
    value
        .command
        .and_then(|at| shell.index.commands.get(at))
        .is_some_and(|used| {
            matches!(used.name, "echo" | "printf" | "set" | "exit" | "eval")
                && !is_data(shell, used)
        })
}
