//! `mode-of-last-folder`: `mkdir -p -m`, whose mode counts only for the last folder.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "mode-of-last-folder",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("mode_of_last_folder.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("mkdir") {
        let flagged = used.has_flag(shell.text, 'p') && used.has_flag(shell.text, 'm');
        let Some(last) = used.arguments.last().filter(|_| flagged) else {
            continue;
        };
        let folder = shell.slice(last.range);
        // What stands in the system's own folders is there already.
        let system = folder.trim_start_matches('"').starts_with('/');
        if !system && folder.trim_matches(['"', '.', '/']).contains('/') {
            shell.find(
                report,
                used.range(),
                format!("the mode is for the last folder of `{folder}` alone"),
            );
        }
    }
}
