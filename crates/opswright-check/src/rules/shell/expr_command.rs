//! `expr-command`: `expr` or `let` for arithmetic.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "expr-command",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("expr_command.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let computes = match used.name {
            "let" => true,
            "expr" => !used.arguments.iter().any(|word| {
                matches!(
                    word.literal(shell.text),
                    Some(":" | "match" | "substr" | "length" | "index")
                )
            }),
            _ => false,
        };
        if computes {
            shell.find(report, used.range(), "`$((…))` does this without a process");
        }
    }
}
