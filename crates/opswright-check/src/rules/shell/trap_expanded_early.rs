//! `trap-expanded-early`: a `trap` in double quotes, whose variables are read now, not when it runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "trap-expanded-early",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("trap_expanded_early.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("trap") {
        let Some(action) = used.arguments.first() else {
            continue;
        };
        let [Part::Double(_, inner)] = action.parts.as_slice() else {
            continue;
        };
        for part in inner {
            // A value that does not change afterwards is the same early and late.
            let late = match part {
                Part::Parameter(parameter) => changes_later(
                    shell,
                    shell.slice(parameter.name),
                    action.range.end,
                    used.around.function,
                ),
                Part::Substitution(_) => true,
                _ => false,
            };
            if late {
                let written = shell.slice(part.range());
                let message = format!("`{written}` is expanded here, not when the trap runs");
                shell.find(report, part.range(), message).fix = Some(advice("use single quotes"));
            }
        }
    }
}

fn changes_later(shell: &Shell<'_>, name: &str, at: usize, function: bool) -> bool {
    matches!(name, "?" | "LINENO" | "BASH_COMMAND")
        || !function
            && shell
                .index
                .variables
                .get(name)
                .is_some_and(|sets| sets.iter().any(|set| set.name.start > at || set.function))
}
