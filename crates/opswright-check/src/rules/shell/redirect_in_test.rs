//! `redirect-in-test`: `>` or `<` in `[ … ]`, which writes or reads a file.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "redirect-in-test",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("redirect_in_test.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell
        .index
        .commands
        .iter()
        .filter(|used| matches!(used.name, "[" | "test"))
    {
        for redirect in &used.command.redirects {
            let operator = shell.slice(redirect.operator);
            let target = shell.slice(redirect.target.range);
            let inside = redirect.range.end < used.range().end;
            if redirect.descriptor.is_none()
                && matches!(operator, "<" | ">")
                && inside
                && !target.starts_with("/dev/")
            {
                let other = if operator == ">" { "-gt" } else { "-lt" };
                let message = format!("`{operator} {target}` is a file here, not a comparison");
                shell.find(report, redirect.range, message).fix =
                    Some(advice(format!("compare numbers with `{other}`")));
            }
        }
    }
}
