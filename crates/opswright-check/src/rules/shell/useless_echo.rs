//! `useless-echo`: `echo` around a substitution, or a substitution around `echo`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Part};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "useless-echo",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("useless_echo.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("echo") {
        let [word] = used.arguments else {
            continue;
        };
        let substitution = match word.parts.as_slice() {
            [Part::Substitution(_)] => true,
            [Part::Double(_, inner)] => matches!(inner.as_slice(), [Part::Substitution(_)]),
            _ => false,
        };
        if substitution && used.command.redirects.is_empty() {
            shell.find(report, used.range(), "the command prints by itself");
        }
    }
    for value in &shell.index.values {
        let Part::Substitution(substitution) = value.part else {
            continue;
        };
        let [statement] = substitution.block.statements.as_slice() else {
            continue;
        };
        let [command] = statement.first.commands.as_slice() else {
            continue;
        };
        let CommandKind::Simple(simple) = &command.kind else {
            continue;
        };
        let [program, word] = simple.words.as_slice() else {
            continue;
        };
        let glob = word.parts.iter().any(|part| matches!(part, Part::Glob(_)));
        if program.literal(shell.text) == Some("echo")
            && statement.rest.is_empty()
            && command.redirects.is_empty()
            && !glob
        {
            shell.find(report, substitution.range, "the text itself is the same");
        }
    }
}
