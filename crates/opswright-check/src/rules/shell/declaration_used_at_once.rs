//! `declaration-used-at-once`: a `local` that uses what it sets in the same line.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Dialect;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "declaration-used-at-once",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("declaration_used_at_once.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        if !matches!(
            used.name,
            "local" | "declare" | "typeset" | "export" | "readonly"
        ) || shell.dialect() != Dialect::Bash
        {
            continue;
        }
        let mut names: Vec<&str> = Vec::new();
        for word in used.arguments {
            let Some(assignment) = word.assignment(shell.text) else {
                continue;
            };
            let early = shell.index.values.iter().find_map(|value| {
                let inside = value.word.is_some_and(|other| other.range == word.range);
                value
                    .parameter()
                    .filter(|parameter| inside && names.contains(&shell.slice(parameter.name)))
            });
            if let Some(parameter) = early {
                let name = shell.slice(parameter.name);
                shell.find(
                    report,
                    parameter.range,
                    format!("`{name}` is not set yet: all values are expanded first"),
                );
            }
            names.push(shell.slice(assignment.name));
        }
    }
}
