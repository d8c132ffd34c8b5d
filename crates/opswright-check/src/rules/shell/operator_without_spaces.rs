//! `operator-without-spaces`: a comparison without spaces, which is one text and always true.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "operator-without-spaces",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("operator_without_spaces.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in &shell.index.tests {
        let [word] = test.words else {
            continue;
        };
        let sign = word.parts.iter().skip(1).find_map(|part| match part {
            Part::Literal(range) => ["!=", "==", "=~", "="]
                .into_iter()
                .find(|sign| shell.slice(*range).starts_with(sign)),
            _ => None,
        });
        if let Some(sign) = sign {
            let message = format!("no space around `{sign}`: this is one text, and always true");
            shell.find(report, word.range, message);
        }
    }
}
