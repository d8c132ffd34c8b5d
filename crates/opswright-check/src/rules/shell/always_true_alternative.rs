//! `always-true-alternative`: `x != a || x != b`, one of which is always so.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{Connector, Part, Word};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::same_value;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "always-true-alternative",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("always_true_alternative.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (statement, _) in &shell.index.statements {
        if statement.rest.len() != 1 || statement.rest[0].0 != Connector::Or {
            continue;
        }
        let inside: Vec<_> = shell
            .index
            .tests
            .iter()
            .filter(|test| {
                statement.range.start <= test.range.start && test.range.end <= statement.range.end
            })
            .collect();
        if let [one, other] = inside.as_slice() {
            compare(shell, (one.words, other.words), statement.range, report);
        }
    }
    for test in &shell.index.tests {
        let parts: Vec<&[Word]> = test
            .words
            .split(|word| matches!(shell.slice(word.range), "||" | "-o"))
            .collect();
        if let [one, other] = parts.as_slice() {
            compare(shell, (one, other), test.range, report);
        }
    }
}

fn compare(shell: &Shell<'_>, tests: (&[Word], &[Word]), range: Range, report: &mut Report<'_>) {
    let ([x, differs, a], [y, also, b]) = tests else {
        return;
    };
    let is_not = |word: &Word| matches!(shell.slice(word.range), "!=" | "-ne");
    let pattern = |word: &Word| word.parts.iter().any(|part| matches!(part, Part::Glob(_)));
    if !is_not(differs) || !is_not(also) || !same_value(shell, x, y) || pattern(a) || pattern(b) {
        return;
    }
    if let (Some(a), Some(b)) = (shell.value(a), shell.value(b))
        && a != b
    {
        let name = shell.slice(x.range);
        let message = format!("{name} is never both `{a}` and `{b}`: this is always true");
        shell.find(report, range, message).fix = Some(advice("`&&` is what is meant"));
    }
}
