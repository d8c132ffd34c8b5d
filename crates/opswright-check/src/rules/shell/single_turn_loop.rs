//! `single-turn-loop`: a `for` over one text, which runs once.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Part};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "single-turn-loop",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("single_turn_loop.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for (command, _) in &shell.index.compounds {
        let CommandKind::For(inner) = &command.kind else {
            continue;
        };
        let Some([word]) = inner.words.as_deref() else {
            continue;
        };
        let once = match word.parts.as_slice() {
            [Part::Double(_, parts)] => parts.iter().all(|part| match part {
                Part::Parameter(parameter) => {
                    !matches!(shell.slice(parameter.name), "@")
                        && parameter.index.is_none()
                        && parameter.prefix != Some(b'!')
                }
                Part::Substitution(_) | Part::Arithmetic(..) => true,
                _ => true,
            }),
            [Part::Literal(range)] => {
                !shell.slice(*range).contains(['{', '~', '/']) && shell.slice(*range).contains(',')
            }
            [Part::Single(_)] => true,
            _ => false,
        };
        if once && !shell.has_hole(word.range) && !inner.select {
            shell.find(report, word.range, "this is one word: the loop runs once");
        }
    }
}
