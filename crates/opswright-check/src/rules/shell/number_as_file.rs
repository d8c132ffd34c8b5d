//! `number-as-file`: `> 2`, which writes to a file of that name.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "number-as-file",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("number_as_file.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (redirect, command) in &shell.index.redirects {
        let test = shell
            .index
            .tests
            .iter()
            .any(|test| test.range.start == command.range.start);
        let number = shell.slice(redirect.target.range);
        if test || shell.slice(redirect.operator) != ">" || !matches!(number, "1" | "2") {
            continue;
        }
        let range = Range::new(redirect.operator.start, redirect.target.range.end);
        let fixed = format!(">&{number}");
        let fix = shell.fix(
            report,
            format!("write `{fixed}`"),
            Safety::Safe,
            &[(range, &fixed)],
        );
        let message = format!("this writes to a file named `{number}`");
        shell.find(report, redirect.range, message).fix = fix;
    }
}
