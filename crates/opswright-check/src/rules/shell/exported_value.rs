//! `exported-value`: `export $name`, which exports what the variable holds.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{CommandKind, Part};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "exported-value",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("exported_value.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("export") {
        for word in used.arguments {
            let [Part::Parameter(parameter)] = word.parts.as_slice() else {
                continue;
            };
            let name = shell.slice(parameter.name);
            // A name that comes from elsewhere is most often meant.
            let constant = shell.index.variables.get(name).is_some_and(|sets| {
                sets.iter().all(|set| {
                    set.word.is_some_and(|word| {
                        !shell.slice(word.range).contains("=\"")
                            || !shell.slice(word.range).contains('$')
                    })
                })
            });
            let loops = shell.index.compounds.iter().any(|(command, _)| matches!(&command.kind, CommandKind::For(inner) if shell.slice(inner.name) == name));
            if constant
                && !loops
                && parameter.operator.is_none()
                && name.bytes().any(|byte| byte.is_ascii_alphabetic())
            {
                shell.find(
                    report,
                    word.range,
                    format!("this exports what `{name}` holds, not `{name}`"),
                );
            }
        }
    }
}
