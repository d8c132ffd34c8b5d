//! `negated-test`: `! -z` where `-n` says the same.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "negated-test",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("negated_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in &shell.index.tests {
        for pair in test.words.windows(2) {
            let [not, sign] = pair else {
                continue;
            };
            let other = match sign.literal(shell.text) {
                Some("-z") => "-n",
                Some("-n") => "-z",
                _ => continue,
            };
            if not.literal(shell.text) != Some("!") {
                continue;
            }
            let range = Range::new(not.range.start, sign.range.end);
            let fix = shell.fix(
                report,
                format!("write `{other}`"),
                Safety::Safe,
                &[(range, other)],
            );
            shell
                .find(report, range, format!("`{other}` says the same"))
                .fix = fix;
        }
    }
}
