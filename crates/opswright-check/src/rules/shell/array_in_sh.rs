//! `array-in-sh`: an array in a script that sh runs.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "array-in-sh",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("array_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) {
        return;
    }
    for (name, sets) in &shell.index.variables {
        for set in sets
            .iter()
            .filter(|set| set.word.is_some() && (set.array || set.appends))
        {
            let message = if set.array {
                format!("`{name}` is an array, which sh does not have")
            } else {
                format!("`{name}+=` is no assignment of sh")
            };
            shell.find(report, set.name, message).confidence = sureness(shell);
        }
    }
    for value in &shell.index.values {
        if let Some(parameter) = value
            .parameter()
            .filter(|parameter| parameter.index.is_some())
        {
            let written = shell.slice(parameter.range);
            let message = format!("`{written}` is an element of an array, which sh does not have");
            shell.find(report, parameter.range, message).confidence = sureness(shell);
        }
    }
}
