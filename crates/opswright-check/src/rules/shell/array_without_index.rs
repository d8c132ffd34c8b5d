//! `array-without-index`: an array used like a text: only its first element counts.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::is_sh;
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "array-without-index",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("array_without_index.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if is_sh(shell) {
        return;
    }
    for value in &shell.index.values {
        let Some(parameter) = value.parameter() else {
            continue;
        };
        let name = shell.slice(parameter.name);
        let array = shell.index.variables.get(name).is_some_and(|sets| {
            !sets.is_empty()
                && sets.iter().all(|set| set.array || set.appends)
                && sets.iter().any(|set| set.array)
        });
        let plain =
            parameter.index.is_none() && parameter.prefix.is_none() && parameter.operator.is_none();
        let follows_index = shell
            .text
            .get(parameter.range.end..)
            .is_some_and(|rest| rest.starts_with('['));
        if array
            && plain
            && !follows_index
            && value.spot != Spot::Arithmetic
            && name != "PIPESTATUS"
        {
            shell.find(
                report,
                parameter.range,
                format!("`${name}` is the first element alone"),
            );
        }
    }
}
