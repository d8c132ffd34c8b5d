//! `dollar-in-arithmetic`: a dollar sign in front of a variable in arithmetic.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "dollar-in-arithmetic",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("dollar_in_arithmetic.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in shell
        .index
        .values
        .iter()
        .filter(|value| value.spot == Spot::Arithmetic)
    {
        let Some(parameter) = value.parameter() else {
            continue;
        };
        let name = shell.slice(parameter.name);
        let plain =
            parameter.operator.is_none() && parameter.prefix.is_none() && parameter.index.is_none();
        if plain
            && !value.nested
            && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        {
            shell.find(
                report,
                parameter.range,
                format!("`{name}` needs no dollar here"),
            );
        }
    }
}
