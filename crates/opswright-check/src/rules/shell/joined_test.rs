//! `joined-test`: `-a` or `-o` in `[ … ]`, which no standard holds any more.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::Word;
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "joined-test",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Strict,
    docs: include_str!("joined_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in shell.index.tests.iter().filter(|test| !test.double) {
        let joins: Vec<&Word> = test
            .words
            .iter()
            .skip(1)
            .filter(|word| matches!(word.literal(shell.text), Some("-a" | "-o")))
            .collect();
        let Some(first) = joins.first() else {
            continue;
        };
        let written = shell.slice(first.range);
        let other = if written == "-a" { "] && [" } else { "] || [" };
        let simple = joins.len() == 1
            && shell.slice(test.range).starts_with('[')
            && !test
                .words
                .iter()
                .any(|word| matches!(shell.slice(word.range), "!" | "\\(" | "\\)" | "'('" | "')'"));
        let fix = shell
            .fix(
                report,
                format!("write `{other}`"),
                Safety::Safe,
                &[(first.range, other)],
            )
            .filter(|_| simple && is_whole(shell, test.range));
        shell
            .find(
                report,
                first.range,
                format!("`{written}` is no operator of tests any more"),
            )
            .fix = fix;
    }
}

/// Whether the test stands alone in its statement, so that another one may stand beside it.
fn is_whole(shell: &Shell<'_>, range: Range) -> bool {
    shell
        .index
        .statements
        .iter()
        .any(|(statement, _)| statement.range == range && statement.rest.is_empty())
}
