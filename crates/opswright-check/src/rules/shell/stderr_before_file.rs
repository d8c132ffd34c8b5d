//! `stderr-before-file`: `2>&1` before the redirection that it should follow.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::target_of;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "stderr-before-file",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("stderr_before_file.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        // Only the errors are wanted there.
        if used.around.captured || used.feeds() {
            continue;
        }
        let redirects = &used.command.redirects;
        let duplicate = redirects.iter().position(|redirect| {
            shell.slice(redirect.operator) == ">&"
                && redirect
                    .descriptor
                    .is_some_and(|range| shell.slice(range) == "2")
                && shell.slice(redirect.target.range) == "1"
        });
        let Some(at) = duplicate else {
            continue;
        };
        let before = redirects
            .iter()
            .take(at)
            .any(|redirect| target_of(shell, redirect).is_some());
        let later = redirects.iter().skip(at + 1).find(|redirect| {
            target_of(shell, redirect).is_some()
                && redirect
                    .descriptor
                    .is_none_or(|range| shell.slice(range) == "1")
        });
        if let Some(later) = later.filter(|_| !before) {
            let range = Range::new(redirects[at].range.start, later.range.end);
            let file = shell.slice(later.target.range);
            let message = format!("errors do not go to `{file}`: `2>&1` stands before it");
            shell.find(report, range, message).fix = Some(advice("put `2>&1` last"));
        }
    }
}
