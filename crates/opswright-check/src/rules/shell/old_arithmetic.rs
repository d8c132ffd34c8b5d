//! `old-arithmetic`: `$[ … ]`, the old form of `$(( … ))`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "old-arithmetic",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("old_arithmetic.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in &shell.index.values {
        let written = shell.slice(value.range());
        if matches!(value.part, Part::Arithmetic(..)) && written.starts_with("$[") {
            shell.find(
                report,
                value.range(),
                "`$((…))` is the form that every shell knows",
            );
        }
    }
}
