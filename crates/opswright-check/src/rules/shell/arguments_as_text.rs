//! `arguments-as-text`: all arguments put into one variable.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "arguments-as-text",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("arguments_as_text.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in shell
        .index
        .values
        .iter()
        .filter(|value| value.spot == Spot::Assignment && !value.nested)
    {
        let Some(parameter) = value.parameter() else {
            continue;
        };
        let all = shell.slice(parameter.name) == "@"
            || parameter
                .index
                .is_some_and(|index| shell.slice(index) == "@");
        let assigned = value
            .word
            .is_some_and(|word| word.assignment(shell.text).is_some());
        if all && assigned && parameter.prefix.is_none() && parameter.operator.is_none() {
            let written = shell.slice(parameter.range);
            shell.find(
                report,
                parameter.range,
                format!("`{written}` becomes one text here"),
            );
        }
    }
}
