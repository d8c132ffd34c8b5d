//! `find-into-xargs`: `find | xargs` without zero bytes between the names.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "find-into-xargs",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("find_into_xargs.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("find") {
        let zero = used.has(shell.text, "-print0")
            || used
                .arguments
                .iter()
                .any(|word| shell.slice(word.range).starts_with("-printf"));
        let next = shell.index.commands.iter().find(|other| {
            std::ptr::eq(other.pipeline, used.pipeline) && other.position == used.position + 1
        });
        let Some(next) = next.filter(|next| next.name == "xargs" && !zero) else {
            continue;
        };
        let splits = next.has_flag(shell.text, '0')
            || next.has_flag(shell.text, 'd')
            || next.has_flag(shell.text, 'I')
            || next.arguments.iter().any(|word| {
                let written = shell.slice(word.range);
                written.starts_with("--null") || written.starts_with("--delimiter")
            });
        if !splits {
            let message = "`xargs` breaks names with white space or quotes";
            shell.find(report, next.range(), message).fix =
                Some(advice("use `-print0` and `xargs -0`, or `-exec … +`"));
        }
    }
}
