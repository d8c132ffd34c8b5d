//! `number-compared-as-text`: `<` or `>` between numbers in `[[ … ]]`, which compares texts.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Word;
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "number-compared-as-text",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("number_compared_as_text.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in shell.index.tests.iter().filter(|test| test.double) {
        for three in test.words.windows(3) {
            let [one, sign, other] = three else {
                continue;
            };
            let written = shell.slice(sign.range);
            if !matches!(written, "<" | ">" | "\\<" | "\\>") {
                continue;
            }
            let number = |word: &Word| {
                shell.value(word).is_some_and(|value| {
                    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
                })
            };
            if number(one) || number(other) {
                let message = format!("`{written}` compares texts here: 10 comes before 9");
                shell
                    .find(
                        report,
                        Range::new(one.range.start, other.range.end),
                        message,
                    )
                    .fix = Some(advice("use `-lt`, `-gt` or `(( … ))`"));
            }
        }
    }
}
