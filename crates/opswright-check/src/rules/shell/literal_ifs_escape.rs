//! `literal-ifs-escape`: `IFS="\n"`, which splits at a backslash and an `n`.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "literal-ifs-escape",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("literal_ifs_escape.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        for word in &used.simple.assignments {
            let written = shell.slice(word.range);
            let escape = ["\\n", "\\t"]
                .iter()
                .find(|escape| written.contains(**escape));
            if let Some(escape) =
                escape.filter(|_| written.starts_with("IFS=") && !written.contains("$'"))
            {
                shell.find(
                    report,
                    word.range,
                    format!(
                        "this splits at a backslash and a letter: `{escape}` is no escape here"
                    ),
                );
            }
        }
    }
}
