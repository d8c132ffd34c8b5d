//! `double-equals-in-sh`: `==` in `[ … ]` where sh runs it.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "double-equals-in-sh",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("double_equals_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) || knows_more(shell) {
        return;
    }
    for test in shell.index.tests.iter().filter(|test| !test.double) {
        for word in test.words {
            if word.literal(shell.text) == Some("==") {
                let fix = shell.fix(report, "write `=`", Safety::Safe, &[(word.range, "=")]);
                let finding = shell.find(
                    report,
                    word.range,
                    "`==` is no operator of sh: this is never true",
                );
                finding.confidence = sureness(shell);
                finding.fix = fix;
            }
        }
    }
}
