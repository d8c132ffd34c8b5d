//! `typographic-quote`: a quote from a word processor, which the shell takes as text.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "typographic-quote",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("typographic_quote.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.text.is_ascii() {
        return;
    }
    for (word, _) in &shell.index.words {
        for part in &word.parts {
            let Part::Literal(range) = part else {
                continue;
            };
            let quote = ['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];
            let found = shell
                .slice(*range)
                .char_indices()
                .find(|(_, one)| quote.contains(one));
            if let Some((at, one)) = found {
                let start = range.start + at;
                let message = format!("`{one}` is text to a shell, not a quote");
                shell.find(report, Range::new(start, start + one.len_utf8()), message);
                return;
            }
        }
    }
}
