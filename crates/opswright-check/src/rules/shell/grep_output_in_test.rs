//! `grep-output-in-test`: `[ -n "$(grep …)" ]` where `grep -q` answers.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Part};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "grep-output-in-test",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("grep_output_in_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in &shell.index.tests {
        let word = match test.words {
            [sign, word] if matches!(shell.slice(sign.range), "-n" | "-z") => word,
            [word] => word,
            _ => continue,
        };
        let parts = match word.parts.as_slice() {
            [Part::Double(_, inner)] => inner.as_slice(),
            parts => parts,
        };
        let [Part::Substitution(substitution)] = parts else {
            continue;
        };
        let last = substitution
            .block
            .statements
            .last()
            .and_then(|statement| statement.first.commands.last());
        let grep = matches!(last.map(|command| &command.kind), Some(CommandKind::Simple(simple))
            if simple.words.first().is_some_and(|word| matches!(shell.slice(word.range), "grep" | "egrep" | "fgrep")));
        if grep && substitution.block.statements.len() == 1 {
            shell.find(report, test.range, "`grep -q` answers this itself");
        }
    }
}
