//! `prefixed-comparison`: `[ "x$a" = "xb" ]`, a guard that no shell needs any more.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "prefixed-comparison",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("prefixed_comparison.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for test in &shell.index.tests {
        let [one, sign, other] = test.words else {
            continue;
        };
        let text = |range: Range| shell.slice(range).trim_start_matches('"');
        let (a, b) = (text(one.range), text(other.range));
        if matches!(shell.slice(sign.range), "=" | "==" | "!=")
            && a.starts_with("x$")
            && b.starts_with('x')
        {
            shell.find(
                report,
                test.range,
                "quotes are enough: the `x` guards against nothing",
            );
        }
    }
}
