//! `word-outside-quotes`: a word between two quoted texts, which closes and opens the quotes.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "word-outside-quotes",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("word_outside_quotes.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (word, spot) in &shell.index.words {
        if *spot != Spot::Argument {
            continue;
        }
        for three in word.parts.windows(3) {
            let [
                Part::Single(one),
                Part::Literal(middle),
                Part::Single(other),
            ] = three
            else {
                continue;
            };
            let (one, text, other) = (shell.slice(*one), shell.slice(*middle), shell.slice(*other));
            let spaced = one.contains(' ') || other.contains(' ');
            if spaced && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !text.is_empty() {
                shell.find(
                    report,
                    *middle,
                    format!("`{text}` stands outside the quotes"),
                );
            }
        }
    }
}
