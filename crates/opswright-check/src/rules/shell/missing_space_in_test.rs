//! `missing-space-in-test`: a bracket of a test that clings to a word.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Shell, Used};

pub(crate) static RULE: Rule = Rule {
    name: "missing-space-in-test",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("missing_space_in_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let Some(program) = used.program else {
            continue;
        };
        let written = shell.slice(program.range);
        let opener = ["[[", "["]
            .iter()
            .find(|opener| written.starts_with(**opener) && written.len() > opener.len());
        if let Some(opener) = opener.filter(|_| !written.ends_with(']') || written.contains('"')) {
            let at = program.range.start + opener.len();
            let fix = shell.fix(
                report,
                "put a space behind it",
                Safety::Safe,
                &[(Range::at(at), " ")],
            );
            let message =
                format!("no space behind `{opener}`: this calls a program named `{written}`");
            shell.find(report, program.range, message).fix = fix;
        } else if matches!(written, "if[" | "if[[" | "elif[" | "while[" | "until[") {
            let at = program.range.start + written.find('[').unwrap_or(0);
            let fix = shell.fix(
                report,
                "put a space before it",
                Safety::Safe,
                &[(Range::at(at), " ")],
            );
            shell
                .find(report, program.range, format!("no space in `{written}`"))
                .fix = fix;
        } else if used.name == "[" {
            closing(shell, used, report);
        }
    }
}

fn closing(shell: &Shell<'_>, used: &Used<'_>, report: &mut Report<'_>) {
    let Some(last) = used.arguments.last() else {
        return;
    };
    let written = shell.slice(last.range);
    if written.len() < 2
        || !written.ends_with(']')
        || written.starts_with('[')
        || written.contains('[')
    {
        return;
    }
    let fix = shell.fix(
        report,
        "put a space before it",
        Safety::Safe,
        &[(Range::at(last.range.end - 1), " ")],
    );
    shell.find(report, last.range, "no space before `]`").fix = fix;
}
