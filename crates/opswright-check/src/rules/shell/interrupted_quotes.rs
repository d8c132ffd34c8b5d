//! `interrupted-quotes`: a variable between two quoted texts, so that it is the only part without quotes.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Spot};

pub(crate) static RULE: Rule = Rule {
    name: "interrupted-quotes",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("interrupted_quotes.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (word, spot) in &shell.index.words {
        if *spot != Spot::Argument {
            continue;
        }
        for three in word.parts.windows(3) {
            let [
                Part::Double(..),
                middle @ (Part::Parameter(_) | Part::Substitution(_)),
                Part::Double(..),
            ] = three
            else {
                continue;
            };
            if let Part::Parameter(parameter) = middle
                && parameter.is_number(shell.text)
            {
                continue;
            }
            let written = shell.slice(middle.range());
            let message =
                format!("the quotes around `{written}` end before it and begin behind it");
            shell.find(report, middle.range(), message);
        }
    }
}
