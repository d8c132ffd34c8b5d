//! `unquoted-test-operand`: `[ -n $name ]`, which is true whatever the variable holds.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::quote;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-test-operand",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unquoted_test_operand.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in shell.index.tests.iter().filter(|test| !test.double) {
        let [flag, operand] = test.words else {
            continue;
        };
        let [part @ (Part::Parameter(_) | Part::Substitution(_))] = operand.parts.as_slice() else {
            continue;
        };
        if flag.literal(shell.text) != Some("-n") {
            continue;
        }
        let written = shell.slice(part.range());
        let fix = shell.fix(
            report,
            format!("write `{}`", quote(written)),
            Safety::Safe,
            &[(part.range(), &quote(written))],
        );
        let message = format!("this is true also where `{written}` is empty");
        shell.find(report, operand.range, message).fix = fix;
    }
}
