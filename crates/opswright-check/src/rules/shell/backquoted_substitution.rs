//! `backquoted-substitution`: backquotes where `$(…)` reads better.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::{Form, Part};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "backquoted-substitution",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("backquoted_substitution.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in &shell.index.values {
        let Part::Substitution(substitution) = value.part else {
            continue;
        };
        if substitution.form != Form::Backquote {
            continue;
        }
        let range = substitution.range;
        let written = shell.slice(range);
        let (open, close) = (
            Range::new(range.start, range.start + 1),
            Range::new(range.end.saturating_sub(1), range.end),
        );
        // A backslash inside means something else there.
        let fix = shell
            .fix(
                report,
                "write `$(…)`",
                Safety::Safe,
                &[(open, "$("), (close, ")")],
            )
            .filter(|_| !written.contains('\\') && written.len() > 2);
        shell
            .find(
                report,
                range,
                "`$(…)` can be nested, and its quotes are quotes",
            )
            .fix = fix;
    }
}
