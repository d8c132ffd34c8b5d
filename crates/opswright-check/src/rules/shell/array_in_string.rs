//! `array-in-string`: `$@` as a part of a quoted word, which becomes several words.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::is_data;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "array-in-string",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("array_in_string.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        if matches!(used.name, "echo" | "printf") && !is_data(shell, used) {
            continue;
        }
        for word in used.arguments {
            for part in &word.parts {
                let Part::Double(_, inner) = part else {
                    continue;
                };
                if inner.len() < 2 {
                    continue;
                }
                let found = inner.iter().find_map(|part| match part {
                    Part::Parameter(parameter)
                        if parameter.prefix.is_none()
                            && (shell.slice(parameter.name) == "@"
                                || parameter
                                    .index
                                    .is_some_and(|index| shell.slice(index) == "@")) =>
                    {
                        Some(parameter)
                    }
                    _ => None,
                });
                if let Some(parameter) = found {
                    let written = shell.slice(parameter.range);
                    let message = format!("`{written}` makes several words of this one");
                    shell.find(report, parameter.range, message);
                }
            }
        }
    }
}
