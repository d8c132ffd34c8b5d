//! `bash-expansion-in-sh`: an expansion of bash in a script that sh runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "bash-expansion-in-sh",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("bash_expansion_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) {
        return;
    }
    for value in &shell.index.values {
        let Some(parameter) = value
            .parameter()
            .filter(|parameter| parameter.index.is_none())
        else {
            continue;
        };
        let operator = parameter.operator.map_or("", |sign| shell.slice(sign));
        let bash = matches!(operator, "^" | "^^" | "," | ",," | "@")
            && !shell.slice(parameter.name).is_empty()
            || parameter.prefix == Some(b'!')
            || matches!(operator, ":" | "/" | "//" | "/#" | "/%") && !knows_more(shell);
        if bash {
            let written = shell.slice(parameter.range);
            let message = format!("`{written}` is a \"bad substitution\" in sh");
            shell.find(report, parameter.range, message).confidence = sureness(shell);
        }
    }
    for (word, spot) in &shell.index.words {
        if !matches!(spot, Spot::Argument | Spot::List) {
            continue;
        }
        let literals = word.parts.iter().filter_map(|part| match part {
            Part::Literal(range) => Some(shell.slice(*range)),
            _ => None,
        });
        let ansi =
            word.parts.iter().any(|part| matches!(part, Part::Ansi(_))) && !knows_more(shell);
        let written = shell.slice(word.range);
        // A list over several parts, or within one.
        let mut braces = literals.filter(|text| {
            text.split_once('{').is_some_and(|(_, rest)| {
                rest.split_once('}').is_some_and(|(inside, _)| {
                    (inside.contains(',') || inside.contains(".."))
                        && !inside.contains(['"', ' ', ':'])
                })
            })
        });
        if ansi || braces.next().is_some() && !written.contains("{{") {
            let message = format!("sh takes `{written}` as it is written");
            shell.find(report, word.range, message).confidence = sureness(shell);
        }
    }
}
