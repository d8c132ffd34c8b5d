//! `printf-argument-mismatch`: a `printf` whose arguments do not fit its format.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "printf-argument-mismatch",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("printf_argument_mismatch.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("printf") {
        let Some((format, given)) = used.arguments.split_first() else {
            continue;
        };
        let Some(text) = shell
            .value(format)
            .filter(|text| !text.starts_with('-') && !text.contains('*') && !text.contains("%("))
        else {
            continue;
        };
        let fixed = given.iter().all(|word| {
            word.parts.iter().all(|part| match part {
                Part::Parameter(_) | Part::Substitution(_) | Part::Glob(_) => false,
                Part::Double(_, inner) => !inner.iter().any(|part| matches!(part, Part::Parameter(parameter) if parameter.index.is_some() || shell.slice(parameter.name) == "@")),
                Part::Literal(range) => !shell.slice(*range).contains('{'),
                _ => true,
            })
        });
        let wanted = text.replace("%%", "").matches('%').count();
        if !fixed || given.is_empty() {
            continue;
        }
        if wanted == 0 {
            shell.find(
                report,
                used.range(),
                "the format has no place for its arguments",
            );
        } else if given.len() % wanted != 0 {
            let message = format!(
                "the format takes {wanted} arguments at a time, there are {}",
                given.len()
            );
            shell.find(report, used.range(), message);
        }
    }
}
