//! `dollar-in-assignment`: an assignment to `$name` instead of `name`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "dollar-in-assignment",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dollar_in_assignment.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let Some(word) = used.simple.words.first() else {
            continue;
        };
        let [Part::Parameter(parameter), Part::Literal(rest), ..] = word.parts.as_slice() else {
            continue;
        };
        if parameter.braced || !shell.slice(*rest).starts_with('=') {
            continue;
        }
        let written = shell.slice(parameter.range);
        let name = shell.slice(parameter.name);
        let message = format!("`{written}` is replaced by its value here; what is set is `{name}`");
        shell.find(report, word.range, message);
    }
}
