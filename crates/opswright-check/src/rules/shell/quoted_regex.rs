//! `quoted-regex`: a regular expression in quotes, which is taken as text.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "quoted-regex",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("quoted_regex.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in shell.index.tests.iter().filter(|test| test.double) {
        for pair in test.words.windows(2) {
            let [sign, regex] = pair else {
                continue;
            };
            let written = shell.slice(regex.range);
            if shell.slice(sign.range) == "=~"
                && regex.is_quoted()
                && written.contains(['^', '*', '+', '[', '|', '\\'])
                && !shell.has_hole(regex.range)
            {
                let message = "in quotes this is text, not a regular expression";
                shell.find(report, regex.range, message).fix =
                    Some(advice("leave the quotes out, or put it into a variable"));
            }
        }
    }
}
