//! `find-or-without-parentheses`: `find -name a -o -name b -delete`, whose action is for the last name alone.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "find-or-without-parentheses",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("find_or_without_parentheses.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("find") {
        let words: Vec<&str> = used
            .arguments
            .iter()
            .map(|word| shell.slice(word.range))
            .collect();
        let is_action = |word: &&str| {
            matches!(
                *word,
                "-delete" | "-exec" | "-execdir" | "-print0" | "-print" | "-prune" | "-ok"
            )
        };
        let grouped = words
            .iter()
            .any(|word| matches!(*word, "\\(" | "'('" | "\"(\""));
        let Some(or) = words.iter().position(|word| matches!(*word, "-o" | "-or")) else {
            continue;
        };
        let before = words.iter().take(or).any(is_action);
        let after = words.iter().skip(or).position(is_action);
        if let (Some(at), false, false) = (after, grouped, before)
            && let Some(word) = used.arguments.get(or + at)
        {
            let action = shell.slice(word.range);
            shell.find(
                report,
                word.range,
                format!("`{action}` is for what stands behind the last `-o` alone"),
            );
        }
    }
}
