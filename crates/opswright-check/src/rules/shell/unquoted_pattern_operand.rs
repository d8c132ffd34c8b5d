//! `unquoted-pattern-operand`: the right side of `==` in `[[ … ]]` without quotes, which is a pattern.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::quote;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-pattern-operand",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unquoted_pattern_operand.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in shell.index.tests.iter().filter(|test| test.double) {
        for pair in test.words.windows(2) {
            let [sign, other] = pair else {
                continue;
            };
            let [Part::Parameter(parameter)] = other.parts.as_slice() else {
                continue;
            };
            let name = shell.slice(parameter.name).to_ascii_lowercase();
            let meant = name.contains("pattern")
                || name.contains("glob")
                || name.contains("regex")
                || parameter.is_number(shell.text);
            if matches!(shell.slice(sign.range), "=" | "==" | "!=") && !meant {
                let written = shell.slice(parameter.range);
                let fix = shell.fix(
                    report,
                    format!("write `{}`", quote(written)),
                    Safety::Unsafe,
                    &[(parameter.range, &quote(written))],
                );
                shell
                    .find(
                        report,
                        parameter.range,
                        format!("`{written}` is a pattern here"),
                    )
                    .fix = fix;
            }
        }
    }
}
