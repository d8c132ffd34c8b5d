//! `competing-redirects`: two redirections of the same output, of which only the last counts.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Redirect;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "competing-redirects",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("competing_redirects.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let files: Vec<&Redirect> = used
            .command
            .redirects
            .iter()
            .filter(|redirect| {
                redirect.descriptor.is_none()
                    && matches!(shell.slice(redirect.operator), ">" | ">>" | ">|")
            })
            .collect();
        if let [one, .., last] = files.as_slice() {
            let (first, other) = (
                shell.slice(one.target.range),
                shell.slice(last.target.range),
            );
            let message =
                format!("nothing goes to `{first}`: the redirection to `{other}` replaces it");
            shell.find(report, one.range, message);
        }
    }
}
