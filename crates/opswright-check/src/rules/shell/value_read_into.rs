//! `value-read-into`: `read $name`, which reads into what the variable holds.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "value-read-into",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("value_read_into.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("read") {
        let before = |at: usize| {
            at.checked_sub(1)
                .and_then(|at| used.arguments.get(at))
                .and_then(|word| word.literal(shell.text))
                .unwrap_or("")
        };
        for (at, word) in used.arguments.iter().enumerate() {
            let [Part::Parameter(parameter)] = word.parts.as_slice() else {
                continue;
            };
            let takes = before(at).starts_with('-')
                && before(at).ends_with(['t', 'n', 'N', 'p', 'u', 'd', 'i']);
            if !takes && parameter.operator.is_none() {
                let name = shell.slice(parameter.name);
                shell.find(
                    report,
                    word.range,
                    format!("this reads into what `{name}` holds, not into `{name}`"),
                );
            }
        }
    }
}
