//! `glob-in-test`: a pattern behind `-f` or `-e`, which breaks with more than one match.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "glob-in-test",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("glob_in_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in &shell.index.tests {
        for pair in test.words.windows(2) {
            let [sign, word] = pair else {
                continue;
            };
            let unary = sign.literal(shell.text).is_some_and(|sign| {
                sign.len() == 2
                    && sign.starts_with('-')
                    && sign.ends_with(|last: char| "edfhLrswx".contains(last))
            });
            if unary && word.parts.iter().any(|part| matches!(part, Part::Glob(_))) {
                let written = shell.slice(word.range);
                let message = format!("`{written}` breaks this test if it is more than one file");
                shell.find(report, word.range, message);
            }
        }
    }
}
