//! `echo-option-in-sh`: `echo -e` in a script that sh runs.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "echo-option-in-sh",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("echo_option_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) || knows_more(shell) {
        return;
    }
    for used in shell.named("echo") {
        // `/bin/echo` is a program of its own.
        if used
            .program
            .is_some_and(|program| shell.slice(program.range) != "echo")
        {
            continue;
        }
        let flag = used.arguments.first().filter(|word| {
            word.literal(shell.text).is_some_and(|flag| {
                flag.len() > 1
                    && flag.starts_with('-')
                    && flag.contains('e')
                    && flag
                        .bytes()
                        .skip(1)
                        .all(|byte| matches!(byte, b'e' | b'n' | b'E'))
            })
        });
        if let Some(word) = flag {
            let written = shell.slice(word.range);
            let finding = shell.find(
                report,
                word.range,
                format!("`echo` of sh prints `{written}`"),
            );
            finding.confidence = sureness(shell);
            finding.fix = Some(advice("use `printf`"));
        }
    }
}
