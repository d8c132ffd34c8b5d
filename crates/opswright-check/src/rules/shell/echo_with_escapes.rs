//! `echo-with-escapes`: `echo` with `\n` or `\t`, which not every shell turns into a line break or a tab.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Dialect;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "echo-with-escapes",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("echo_with_escapes.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.dialect() == Dialect::Dash {
        return;
    }
    for used in shell.named("echo") {
        let flag = used
            .arguments
            .first()
            .and_then(|word| word.literal(shell.text));
        if flag.is_some_and(|flag| flag.starts_with('-') && flag.contains(['e', 'E'])) {
            continue;
        }
        // What a program reads may know the escape itself.
        if used.feeds() {
            continue;
        }
        for word in used.arguments {
            let written = word.text(shell.text);
            let quoted = written.starts_with(['"', '\'']);
            let escape = ["\\n", "\\t"].iter().find(|escape| {
                written
                    .match_indices(**escape)
                    .any(|(at, _)| !written[..at].ends_with('\\'))
            });
            if let Some(escape) = escape.filter(|_| quoted && !written.contains("$'")) {
                let message = format!("`echo` may print `{escape}` as it is written");
                shell.find(report, word.range, message).fix = Some(advice("use `printf`"));
                break;
            }
        }
    }
}
