//! `split-into-array`: an array made of words that the shell has split.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{Form, Part};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "split-into-array",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("split_into_array.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    let told = shell
        .text
        .find("IFS=")
        .unwrap_or(usize::MAX)
        .min(shell.text.find("set -f").unwrap_or(usize::MAX));
    for value in &shell.index.values {
        if value.nested || value.quoted || value.spot != Spot::Element || value.range().start > told
        {
            continue;
        }
        let whole = value.word.is_some_and(|word| word.range == value.range());
        let found = match value.part {
            Part::Substitution(substitution) => substitution.form != Form::Process,
            Part::Parameter(parameter) => {
                parameter.index.is_none()
                    && !parameter.is_number(shell.text)
                    && !matches!(shell.slice(parameter.name), "@" | "*")
                    && parameter
                        .operator
                        .is_none_or(|sign| !shell.slice(sign).contains('+'))
            }
            _ => false,
        };
        if found && whole {
            let written = shell.slice(value.range());
            let shown = if written.len() > 40 || written.contains('\n') {
                "this"
            } else {
                written
            };
            shell.find(
                report,
                value.range(),
                format!("`{shown}` is split at white space and taken as file patterns"),
            );
        }
    }
}
