//! `constant-test`: a test whose answer never changes.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{Part, Word};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Test};

pub(crate) static RULE: Rule = Rule {
    name: "constant-test",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("constant_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in &shell.index.tests {
        if shell.has_hole(test.range) {
            continue;
        }
        let values: Vec<Option<String>> = test
            .words
            .iter()
            .map(|word| constant(shell, word))
            .collect();
        let message = match values.as_slice() {
            [Some(word)] if !word.is_empty() && !word.starts_with('-') && !word.contains('=') => {
                format!("`{word}` is a text that is not empty: this is always true")
            }
            [Some(sign), Some(word)] if sign == "-n" || sign == "-z" => {
                let always = (sign == "-n") != word.is_empty();
                format!("this is always {always}: `{word}` is no variable")
            }
            [Some(one), Some(sign), Some(other)]
                if matches!(sign.as_str(), "=" | "==" | "!=") && !is_pattern(test, other) =>
            {
                format!("`{one}` and `{other}` are texts: neither is a variable")
            }
            _ => continue,
        };
        shell.find(report, test.range, message);
    }
}

fn constant(shell: &Shell<'_>, word: &Word) -> Option<String> {
    let has_glob = word.parts.iter().any(|part| matches!(part, Part::Glob(_)));
    shell.value(word).filter(|_| !has_glob)
}

/// Whether the right side may be a pattern.
fn is_pattern(test: &Test<'_>, other: &str) -> bool {
    test.double && other.contains(['*', '?', '['])
}
