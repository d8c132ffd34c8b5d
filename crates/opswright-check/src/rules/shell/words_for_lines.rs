//! `words-for-lines`: a loop over the words of a file, where its lines are meant.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::CommandKind;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{program_of, substitutions};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "words-for-lines",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("words_for_lines.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (command, _) in &shell.index.compounds {
        let CommandKind::For(inner) = &command.kind else {
            continue;
        };
        let name = shell.slice(inner.name);
        if !matches!(name, "line" | "LINE" | "row" | "l") {
            continue;
        }
        for substitution in substitutions(inner) {
            if matches!(
                program_of(shell, substitution),
                "cat" | "grep" | "awk" | "sed" | "cut"
            ) {
                let message = format!("`{name}` is a word here, not a line");
                shell.find(report, substitution.range, message).fix =
                    Some(advice("use `while IFS= read -r line`"));
            }
        }
    }
}
