//! `stdin-swallowed-in-loop`: a program in a `while read` loop that reads the rest of the list.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "stdin-swallowed-in-loop",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("stdin_swallowed_in_loop.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        if !used.around.fed_loop
            || !matches!(used.name, "ssh" | "ffmpeg" | "mplayer" | "HandBrakeCLI")
            || used.position > 0
        {
            continue;
        }
        let fed = used
            .command
            .redirects
            .iter()
            .any(|redirect| shell.slice(redirect.operator).starts_with('<'));
        let quiet = used.has_flag(shell.text, 'n')
            || used.has(shell.text, "-nostdin")
            || used.has_flag(shell.text, 'f');
        if fed || quiet {
            continue;
        }
        let message = format!(
            "`{}` reads what the loop should read: only the first turn happens",
            used.name
        );
        shell.find(report, used.range(), message).fix = Some(advice("add `-n`, or `< /dev/null`"));
    }
}
