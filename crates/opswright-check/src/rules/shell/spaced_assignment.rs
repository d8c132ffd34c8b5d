//! `spaced-assignment`: an assignment with spaces around its `=`.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "spaced-assignment",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("spaced_assignment.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let words = match used.name {
            "export" | "local" | "readonly" => used.arguments,
            _ => &used.simple.words,
        };
        let [name, sign, value] = words else {
            continue;
        };
        if sign.literal(shell.text) != Some("=")
            || matches!(used.name, "[" | "test" | "expr" | "set" | "grep")
        {
            continue;
        }
        let named = name.literal(shell.text).is_some_and(|name| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        });
        if !named {
            continue;
        }
        let range = Range::new(name.range.start, value.range.end);
        let gap = Range::new(name.range.end, value.range.start);
        let fix = shell.fix(report, "leave the spaces out", Safety::Safe, &[(gap, "=")]);
        let written = shell.slice(name.range);
        let message = format!("`{written}` is not set: an assignment has no space around its `=`");
        shell.find(report, range, message).fix = fix;
    }
}
